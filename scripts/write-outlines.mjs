// What `npm run build` keeps of the lessons, so that lists, exercises and verdicts need not load what trains them.
import { writeFileSync } from 'node:fs';
import { outlineFile, outlineOf } from '../dist/course/outline.js';
import { syllabus } from '../dist/course/syllabus.js';

const own = (await syllabus()).filter(({ pack }) => pack === undefined);
writeFileSync(new URL(`../${outlineFile}`, import.meta.url), JSON.stringify(own.map(outlineOf)));
