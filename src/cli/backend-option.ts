import { Option } from 'commander';
import { backendNames } from '../backend/backend-names.ts';
import { lookUp } from '../shared/look-up.ts';

/** `--backend`, as every command takes it; an unknown name is found before anything is done. @param standard without it */
export function backendOption(standard = 'auto'): Option {
  const known = Object.fromEntries(['auto', ...backendNames].map((one) => [one, one]));
  return new Option(
    '--backend <name>',
    `auto, ${backendNames.slice(0, -1).join(', ')} or ${backendNames.at(-1)}`,
  )
    .default(standard)
    .argParser((name) => {
      lookUp('backend', name, known, 'doctor');
      return name;
    });
}
