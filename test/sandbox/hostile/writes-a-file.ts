import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';

writeFileSync(`${tmpdir()}/downhill-was-here`, 'x');
