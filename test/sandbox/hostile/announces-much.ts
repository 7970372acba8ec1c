import { writeSync } from 'node:fs';

export { default } from './honest.ts';

// A message of 60 MB that never comes.
writeSync(3, Buffer.from([0, 0, 192, 3]));
