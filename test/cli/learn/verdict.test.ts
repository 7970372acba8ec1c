import { describe, expect, it } from 'vitest';
import { verdictLines } from '../../../src/cli/learn/verdict.ts';
import type { Verdict } from '../../../src/verify/verdict.ts';

const probe = (id: string, note: string) => ({ id, about: `about ${id}`, passed: false, note });
const verdict = (rest: Partial<Verdict>): Verdict => ({
  schema: 1,
  file: 'workbook/a/a.ts',
  as: 'sgd',
  kind: 'optimizer',
  verdict: 'failed',
  backend: 'cpu',
  seconds: 1,
  seed: 1,
  probes: [],
  diagnosis: [],
  advice: [],
  ...rest,
});
const ids = Array.from({ length: 12 }, (_, i) => `probe-${i}`);

describe('a verdict in the course', () => {
  it('says a task that is still to do once, not once for each probe', () => {
    const lines = verdictLines(
      verdict({ probes: ids.map((id) => probe(id, 'it threw: Error: TODO: step down')) }),
      80,
    );
    expect(lines.join('\n')).toContain('It still throws its task. TODO: step down');
    expect(lines.join('\n')).not.toContain('probe-0');
  });

  it('leaves out failed probes where there is no room, counts them, and keeps the mistake', () => {
    const diagnosis = [
      {
        id: 'x',
        fault: 'a fault of its own',
        match: 'exact',
        remedy: 'r',
        member: 'm',
        lesson: 'l',
      },
    ] as const;
    const whole = verdict({ probes: ids.map((id) => probe(id, 'it threw')), diagnosis });
    const all = verdictLines(whole, 80);
    const few = verdictLines(whole, 80, 18);
    expect(few.length).toBeLessThanOrEqual(18);
    expect(few.length).toBeLessThan(all.length);
    expect(few.join('\n')).toContain('probe-0');
    expect(few.join('\n')).toContain('a fault of its own');
    const shown = few.filter((line) => /^ {2}✗ /.test(line)).length;
    expect(few.join('\n')).toContain(
      `and ${ids.length - shown} more; npx downhill check shows them`,
    );
    expect(verdictLines(whole, 80, 3).join('\n')).toContain('probe-0');
  });

  it('does not send a learner of the course to another command', () => {
    expect(verdictLines(verdict({}), 80).join('\n')).not.toContain('downhill verify');
  });
});
