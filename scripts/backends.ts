// Measures every member on every backend that works here: `npm run backends` writes reports/backends.json.
import { writeFileSync } from 'node:fs';
import { backends } from '../src/backend/backends.ts';
import { measureBackends } from '../src/course/recorded-backends.ts';
import { root } from './docstring.ts';

const measured = await measureBackends();
const rows = measured.backends.map(({ validations, ...backend }) =>
  JSON.stringify(backend).replace(
    /}$/,
    `,"validations":[\n${validations.map((one) => JSON.stringify(one)).join(',\n')}\n]}`,
  ),
);
const { schema, versions } = measured;
writeFileSync(
  new URL('reports/backends.json', root),
  `{"schema":${schema},"versions":${JSON.stringify(versions)},"backends":[\n${rows.join(',\n')}\n]}\n`,
);
for (const { name, device, validations } of measured.backends) {
  const differing = validations.filter(({ agrees }) => !agrees).length;
  process.stdout.write(`${name}  ${device}: ${validations.length} compared, ${differing} differ\n`);
}
const missing = Object.keys(backends).filter(
  (name) => !measured.backends.some((one) => one.name === name),
);
if (missing.length > 0) {
  process.stdout.write(`not here, and so no longer in the file: ${missing.join(', ')}\n`);
  process.exitCode = 1;
}
