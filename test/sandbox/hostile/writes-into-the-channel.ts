import { writeSync } from 'node:fs';

export { default } from './honest.ts';

writeSync(3, Buffer.from([255, 255, 255, 255, 1, 2, 3]));
