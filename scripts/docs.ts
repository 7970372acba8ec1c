// Writes the generated pages of docs/, and the lists of README.md: `npm run docs`.
import { writeFileSync } from 'node:fs';
import { useBackend } from '../src/backend/index.ts';
import { root } from './docstring.ts';
import { pages } from './pages.ts';

await useBackend('cpu');
for (const [path, page] of Object.entries(pages)) {
  writeFileSync(new URL(path, root), await page());
  process.stdout.write(`${path}\n`);
}
