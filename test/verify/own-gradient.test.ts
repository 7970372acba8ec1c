import { describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import {
  elasticNet,
  groupLasso,
  l1,
  l2,
  orthogonal,
  penalty,
} from '../../src/regularizers/index.ts';
import type { Elementwise } from '../../src/rules/index.ts';
import { examFor } from '../../src/verify/exam-for.ts';
import { memberNamed } from '../../src/verify/member-names.ts';
import { observe } from '../../src/verify/observe.ts';
import type { Observation } from '../../src/verify/probe.ts';

await useBackend('cpu');

async function judged(name: string, exported: unknown) {
  const exam = examFor(memberNamed(name), 1);
  const seen: Observation[] = [];
  for await (const one of observe(exported, 'function', exam.probes)) seen.push(one);
  return exam.judge(seen);
}

const l2With = (gradient: (w: Elementwise, options: { l2: number }) => Elementwise) =>
  penalty('l2', {
    defaults: { l2: 0.01 },
    penalty: (w, { l2 }) => w.square().sum().mul(l2),
    gradient,
  });

describe('a gradient that a penalty brings along', () => {
  it.each(Object.entries({ l1, l2, elasticNet, groupLasso, orthogonal }))(
    'is right in the library: %s',
    async (name, form) => {
      expect(await judged(name, form)).toMatchObject({ verdict: 'passed' });
    },
  );

  it('is looked at, although that of its value is right', async () => {
    expect(
      await judged(
        'l2',
        l2With((w, { l2 }) => w.mul(2 * l2)),
      ),
    ).toMatchObject({
      verdict: 'passed',
    });
    const { verdict, probes } = await judged(
      'l2',
      l2With((w, { l2 }) => w.mul(l2)),
    );
    expect(verdict).toBe('failed');
    expect(probes.map(({ passed }) => passed)).not.toContain(true);
    expect(probes[0]?.variable).toBe('gradient');
  });

  it('fails while it is still to be written', async () => {
    const todo = l2With(() => {
      throw new Error('TODO: the slope');
    });
    const { verdict, probes } = await judged('l2', todo);
    expect(verdict).toBe('failed');
    expect(probes[0]?.note).toContain('TODO: the slope');
  });
});
