import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What a browser gets of `code`, minified, without tfjs. */
async function bundle(code: string): Promise<{ readonly bytes: number; readonly text: string }> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: root },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    write: false,
    external: ['@tensorflow/tfjs'],
    logLevel: 'silent',
  });
  const [{ contents, text } = { contents: [], text: '' }] = outputFiles;
  return { bytes: contents.length, text };
}

it.each([
  ["export { cosine } from 'downhill'", 5_000],
  ["export { elasticNet, groupLasso, l1, l2, orthogonal, proximalL1 } from 'downhill'", 6_000],
  ["export * from 'downhill/schedules'", 15_000],
  ["export * from 'downhill/rules'", 20_000],
])('%s needs no tfjs and fewer than %d bytes', async (code, most) => {
  const { bytes, text } = await bundle(code);
  expect(text).not.toContain('@tensorflow');
  expect(bytes).toBeLessThan(most);
});

it('takes one optimizer without the others', async () => {
  const { bytes, text } = await bundle("export { AdamW } from 'downhill'");
  expect(text).toContain('weightDecay');
  // Options that only other rules have.
  expect(text).not.toMatch(/clipThreshold|trustCoefficient|newtonSchulzSteps|momentumDecay/);
  expect(bytes).toBeLessThan(63_000);
});
