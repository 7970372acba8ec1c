import { Option } from 'commander';
import { backendNames } from '../backend/backend-names.ts';
import { lookUp } from '../shared/look-up.ts';
import { list } from '../shared/sentence.ts';

/** `--backend`, as every command takes it; an unknown name is found before anything is done. @param standard without it */
export function backendOption(standard = 'auto'): Option {
  const known = Object.fromEntries(['auto', ...backendNames].map((one) => [one, one]));
  return new Option('--backend <name>', list(['auto', ...backendNames], 'or'))
    .default(standard)
    .argParser((name) => {
      lookUp('backend', name, known, 'doctor');
      return name;
    });
}
