import { Option } from 'commander';
import { backends } from '../backend/index.ts';
import { lookUp } from '../shared/nearest.ts';

/** `--backend`, as every command takes it; an unknown name is found before anything is done. @param standard without it */
export function backendOption(standard = 'auto'): Option {
  const names = Object.keys(backends);
  return new Option('--backend <name>', `auto, ${names.slice(0, -1).join(', ')} or ${names.at(-1)}`)
    .default(standard)
    .argParser((name) => {
      lookUp<unknown>('backend', name, { auto: undefined, ...backends }, 'doctor');
      return name;
    });
}
