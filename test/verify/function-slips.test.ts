import { describe, expect, it } from 'vitest';
import { compiledSources, type CompiledSlip } from '#mutants';
import { functionSlips } from '../../src/verify/function-slips.ts';
import { memberNamed } from '../../src/verify/member-names.ts';
import type { FunctionMember } from '../../src/verify/function-member.ts';
import { functionMembers } from '../../src/verify/members/index.ts';
import { functionExam } from '../../src/verify/function-exam.ts';
import { pathFrom } from '../../src/verify/path.ts';
import type { FunctionProbe } from '../../src/verify/probe.ts';

describe('slips of functions', () => {
  it.each(functionMembers)('are programs, each another one: $name', ({ name }) => {
    const { code, slips = '[]' } = compiledSources[name] ?? { code: '' };
    const texts = (JSON.parse(slips) as readonly CompiledSlip[]).map(
      ([, from, to, by]) => code.slice(0, from) + by + code.slice(to),
    );
    expect(texts.length).toBeGreaterThan(8);
    expect(new Set(texts).size).toBe(texts.length);
    expect(texts).not.toContain(code);
    // oxlint-disable-next-line typescript/no-implied-eval
    for (const text of texts) expect(() => new Function(text), text).not.toThrow();
  });
});

/** What is said of a schedule by its rates. */
function told(name: string, rate: (options: never) => (update: number) => number) {
  const exam = functionExam(memberNamed(name) as FunctionMember, 1);
  return exam.judge(
    exam.probes.map((probe) => {
      const { options, inputs } = probe as FunctionProbe;
      const rows = inputs.map(({ values }) => values.map(rate(options as never)));
      return { id: probe.id, path: pathFrom(rows), facts: {} };
    }),
  );
}

interface Way {
  readonly peak: number;
  readonly updates: number;
  readonly floor: number;
}

it('a slip that nobody has written down is told by the line that it gives, and the line that is right', () => {
  const { diagnosis } = told('cosine', ({ peak, updates, floor }: Way) => (update) => {
    const progress = Math.min(update / updates, 1);
    return floor + ((peak - floor) * (1 + Math.sin(Math.PI * progress))) / 2;
  });
  expect(diagnosis).toMatchObject([
    {
      match: 'exact',
      fault:
        '`Math.sin` stands for `cos`: it gives the numbers of `floor + (peak - floor) * (1 + Math.sin(Math.PI * progress)) / 2`, where `floor + (peak - floor) * (1 + Math.cos(Math.PI * progress)) / 2` is right',
    },
  ]);
});

it('a mistake before the end is named, too, where a file treats the end by itself', () => {
  const { diagnosis } = told('cosine', ({ peak, updates, floor }: Way) => (update) => {
    if (update >= updates) return floor;
    return floor + ((peak - floor) * (1 + Math.cos((2 * Math.PI * update) / updates))) / 2;
  });
  expect(diagnosis).toMatchObject([{ id: 'whole-wave', match: 'exact' }]);
});

it('a mistake is named beside numbers that are not finite, and those are said', () => {
  const { diagnosis } = told('linear', ({ peak, updates, floor }: Way) => (update) => {
    if (update > 3 * updates - 1) return NaN;
    return peak - (peak - floor) * Math.min((update + 1) / updates, 1);
  });
  expect(diagnosis[0]?.fault).toMatch(/^it is one update ahead.*not finite numbers$/);
});

it('a loop that a slip leaves without an end is given up', () => {
  const search = memberNamed('randomSearch') as FunctionMember;
  const [probe] = search.probes(1);
  const endless = functionSlips(search).filter(({ rows }) => {
    try {
      rows(probe as FunctionProbe);
      return false;
    } catch (error) {
      return error instanceof RangeError;
    }
  });
  expect(endless.length).toBeGreaterThan(0);
});
