import { readFileSync } from 'node:fs';

readFileSync(new URL('honest.ts', import.meta.url));
