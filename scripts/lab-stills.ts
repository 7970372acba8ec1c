// The stills of README: the live page as it is built, at work. Run: npx tsx scripts/lab-stills.ts
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { linkHash, type LabState } from '../src/lab/link.ts';
import { root } from './docstring.ts';

const state: LabState = {
  v: 1,
  view: 'map',
  experiment: {
    problem: { name: 'bowl', condition: 20, rotation: 30, start: [-4.3, -0.6] },
    optimizer: { name: 'sgd', learningRate: 0.09 },
    updates: 100,
  },
  update: 24,
  entrants: [
    { name: 'momentum', learningRate: 0.02 },
    { name: 'rmsprop', learningRate: 0.1 },
    { name: 'adam', learningRate: 0.3 },
  ],
};
const stills: Readonly<Record<string, LabState>> = {
  map: state,
  inside: {
    ...state,
    view: 'inside',
    experiment: { ...state.experiment, optimizer: { name: 'adam', learningRate: 0.3 } },
    entrants: [],
  },
};

const folder = new URL('docs/lab/', root);
mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
for (const [name, shown] of Object.entries(stills)) {
  const page = await browser.newPage({ viewport: { width: 1000, height: 620 } });
  await page.goto(`${new URL('dist/lab.html', root).href}${linkHash(shown)}`);
  await page.locator('.told').waitFor();
  await page.locator('.map').evaluate((map) => map.scrollIntoView());
  await page.screenshot({ path: fileURLToPath(new URL(`${name}.png`, folder)) });
  await page.close();
}
await browser.close();
