import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { examine, type ExamOptions } from '../../src/sandbox/examine.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'downhill-examine-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function examined(name: string, text: string, options: Partial<ExamOptions> = {}) {
  const file = join(folder, name);
  await writeFile(file, text);
  return examine(file, { backend: 'auto', seed: 1, seconds: 20, megabytes: 1024, ...options });
}

/** An SGD in which one line can be another one. */
const sgd = (step = 'w.assign(w.sub(g.mul(this.learningRate)));') => `
  import * as tf from '@tensorflow/tfjs';
  export class SGD extends tf.Optimizer {
    constructor({ learningRate = 0.01 } = {}) { super(); this.learningRate = learningRate; }
    applyGradients(gradients) {
      const all = Array.isArray(gradients) ? gradients.map((one) => [one.name, one.tensor]) : Object.entries(gradients);
      for (const [name, g] of all) {
        const w = tf.engine().registeredVariables[name];
        if (g) tf.tidy(() => { ${step} });
      }
      this.incrementIterations();
    }
  }`;

describe('an examination', () => {
  it('passes a right file, which its class names, on the plain backend', async () => {
    const verdict = await examined('mine.js', sgd());
    expect(verdict).toMatchObject({
      verdict: 'passed',
      as: 'sgd',
      kind: 'optimizer',
      backend: 'cpu',
    });
    expect(verdict.diagnosis).toEqual([]);
  });

  it('names the mistake and the first weight that is wrong', async () => {
    const verdict = await examined('mine.js', sgd('w.assign(w.add(g.mul(this.learningRate)));'));
    expect(verdict).toMatchObject({
      verdict: 'failed',
      diagnosis: [{ id: 'ascends', match: 'exact' }],
    });
    const step = verdict.probes.find(({ id }) => id === 'cold-step');
    expect(step).toMatchObject({ passed: false, update: 1, variable: 'a', index: [0] });
  });

  it.each([
    ['adam.ts', "export { Adam } from 'downhill';", 'Adam'],
    [
      'cosine.ts',
      "import { cosine } from 'downhill';\nexport default (o) => cosine({ peak: o.peak, updates: o.updates, floor: o.floor });",
      'cosine',
    ],
    [
      'cosine.mjs',
      "import { scheduleFromConfig } from 'downhill';\nexport default (o) => { const s = scheduleFromConfig({ schedule: 'cosine', peak: o.peak, updates: o.updates, floor: o.floor }); return (u) => s(u); };",
      'cosine',
    ],
    [
      'l2.js',
      "import { regularizerFromConfig } from 'downhill';\nexport default (o) => { const p = regularizerFromConfig({ regularizer: 'l2', l2: o.l2 }); return (w) => p(w); };",
      'l2',
    ],
    ['adam.mjs', "import { Adam } from 'downhill';\nexport default { ...Adam.rule };", 'Adam'],
    [
      'adam.js',
      "import { optimizers } from 'downhill';\nexport default (o) => { const a = new optimizers['ad' + 'am'](o); return { applyGradients: (g) => a.applyGradients(g) }; };",
      'Adam',
    ],
    [
      'cosine.js',
      "import * as all from 'downhill';\nexport default (o) => all['cos' + 'ine']({ peak: o.peak, updates: o.updates, floor: o.floor });",
      'cosine',
    ],
    [
      'sgd.ts',
      "import { Momentum } from 'downhill';\nexport const create = (o) => new Momentum({ learningRate: o.learningRate, momentum: 0 });",
      'Momentum',
    ],
    [
      'adam.cjs',
      "const { AdamW } = require('downhill');\nexports.create = (o) => new AdamW({ ...o, weightDecay: 0 });",
      'AdamW',
    ],
    [
      'linear.js',
      "import { polynomial } from 'downhill';\nexport default (o) => polynomial({ ...o, power: 1 });",
      'polynomial',
    ],
    [
      'l2.ts',
      "import { elasticNet } from 'downhill';\nexport default ({ l2 }) => elasticNet({ l1: 0, l2 });",
      'elasticNet',
    ],
  ])("fails %s, which hands in the library's own work", async (name, text, own) => {
    const { verdict, diagnosis } = await examined(name, text);
    expect(verdict).toBe('failed');
    expect(diagnosis[0]).toMatchObject({ id: 'library-class', match: 'symptom' });
    expect(diagnosis[0]?.fault).toContain(`downhill's own ${own}`);
  });

  it.each([
    [
      'l2.js',
      "import * as tf from '@tensorflow/tfjs';\nexport const l2 = ({ l2 }) => tf.regularizers.l2({ l2 });",
      'L1L2 regularizer',
    ],
    [
      'l2.mjs',
      "import * as tf from '@tensorflow/tfjs';\nexport const l2 = ({ l2 }) => (w) => tf.regularizers.l2({ l2 }).apply(w);",
      'L1L2 regularizer',
    ],
    [
      'sgd.js',
      "import * as tf from '@tensorflow/tfjs';\nexport const create = (o) => tf.train.sgd(o.learningRate);",
      'SGDOptimizer',
    ],
    [
      'sgd.mjs',
      "import * as tf from '@tensorflow/tfjs';\nexport const create = (o) => tf.train.momentum(o.learningRate, 0);",
      'MomentumOptimizer',
    ],
    [
      'sgd.cjs',
      "const tf = require('@tensorflow/tfjs');\nexports.create = (o) => tf.train.adadelta(o.learningRate);",
      'AdadeltaOptimizer',
    ],
  ])("judges %s, and says first that it is tfjs's own", async (name, text, own) => {
    const { verdict, diagnosis } = await examined(name, text);
    expect(verdict).toBe('passed');
    expect(diagnosis).toMatchObject([{ id: 'built-in', match: 'symptom' }]);
    expect(diagnosis[0]?.fault).toBe(`this is tfjs's own ${own}, not one written by hand`);
  });

  it.each([
    [
      'two parameters and its own rates, joined with a config by the library',
      "import { asSchedule } from 'downhill';\nexport const warmup = (n, peak) => asSchedule({ schedule: 'warmup' }, (u) => (peak * Math.min(u + 1, n)) / n);",
    ],
    [
      'its options in one object',
      'export const warmup = ({ warmup, peak }) => (u) => (peak * Math.min(u + 1, warmup)) / warmup;',
    ],
  ])('passes a warm-up that has %s', async (_, text) => {
    expect(await examined('warmup.js', text)).toMatchObject({ verdict: 'passed', as: 'warmup' });
  });

  it('passes AdamW that hands on to downhill’s Adam, as its exercise does', async () => {
    const text =
      "import { adam, rule } from 'downhill';\nexport default rule({ slots: adam.slots, defaults: { ...adam.defaults, weightDecay: 0.01 }, update: (step, slots, hyper) => adam.update({ ...step, w: step.w.mul(1 - step.lr * hyper.weightDecay) }, slots, hyper) });";
    expect(await examined('adamw.js', text)).toMatchObject({ verdict: 'passed', diagnosis: [] });
  });

  it('says that a part of the work is tfjs’s own', async () => {
    const text =
      "import * as tf from '@tensorflow/tfjs';\nexport default class Adam { constructor(o) { this.inner = tf.train.sgd(o.learningRate); } applyGradients(g) { this.inner.applyGradients(g); } }";
    const { diagnosis, advice } = await examined('adam.js', text);
    expect(diagnosis.map(({ id }) => id)).not.toContain('built-in');
    expect(advice[0]).toMatch(/^tfjs's own SGDOptimizer does a part of the work/);
  });

  it('gives one clear result when the file leaves, hangs, or cannot be loaded', async () => {
    expect(await examined('leaves.js', sgd('process.exit(0);'))).toMatchObject({
      verdict: 'failed',
      message: expect.stringMatching(/^ended the process itself/),
    });
    const hangs = await examined('hangs.js', sgd('for (;;);'), { seconds: 1 });
    expect(hangs).toMatchObject({
      verdict: 'timeout',
      message: expect.stringMatching(/1 s were over/),
    });
    const broken = await examined('broken.js', 'export class SGD {', { as: 'sgd' });
    expect(broken).toMatchObject({
      verdict: 'error',
      message: expect.stringMatching(/broken\.js/),
    });
  });

  it('ends at a signal with its reason, and has told of what the file is made of', async () => {
    const end = new AbortController();
    let parts: readonly string[] = [];
    const endless = examined('sgd.js', sgd('for (;;);'), {
      signal: end.signal,
      onParts(files) {
        parts = files;
        setTimeout(() => end.abort('enough'), 300);
      },
    });
    await expect(endless).rejects.toBe('enough');
    expect(parts).toEqual([join(folder, 'sgd.js')]);
    await examined('sgd.js', "import './gone.js';", {
      as: 'sgd',
      onParts: (files) => (parts = files),
    });
    expect(parts).toContain(join(folder, 'gone.js'));
  });

  it('refuses a name that says nothing, and one that is no rule', async () => {
    const nameless = 'export default class { applyGradients() {} }';
    await expect(examined('thing.js', nameless)).rejects.toThrow(
      /^what is this meant to be\? "thing" does not say it; name it with --as; known: optimizer sgd, .*; schedule /,
    );
    await expect(examined('stepLimits.js', nameless)).rejects.toThrow(
      '"stepLimits" does not say it; name it with --as; did you mean --as stepLimit?',
    );
    await expect(examined('thing.js', nameless, { as: 'adan' })).rejects.toThrow(
      /did you mean adam\?/,
    );
  });
});
