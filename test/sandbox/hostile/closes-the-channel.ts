import { closeSync } from 'node:fs';

export { default } from './honest.ts';

closeSync(3);
