import { expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import { optimizerExam } from '../../src/verify/optimizer-exam.ts';
import { Adam, type ConfigOf } from '../../src/optimizers/index.ts';
import type { adam, Slots, Step } from '../../src/rules/index.ts';
import { observe } from '../../src/verify/observe.ts';
import { optimizerProbes } from '../../src/verify/optimizer-probes.ts';
import type { Observation } from '../../src/verify/probe.ts';
import { warmProbe } from '../../src/verify/warm-probe.ts';
import { memberOf } from '../support/members.ts';

await useBackend('cpu');

/** What an Adam of its own shows: right, except that a state that is not its own makes it forget v. */
class Forgetful extends Adam {
  static override readonly className: string = 'Forgetful';
  protected override update(
    step: Step,
    slots: Slots<'m' | 'v'>,
    hyper: ConfigOf<typeof adam.defaults>,
  ) {
    return super.update(step, step.t === 6 ? { ...slots, v: slots.v.mul(0.5) } : slots, hyper);
  }
}

async function judged(rule: string, Rule: unknown) {
  const exam = optimizerExam(memberOf(rule), 1);
  const seen: Observation[] = [];
  for await (const one of observe(Rule, 'class', exam.probes)) seen.push(one);
  return exam.judge(seen).probes.find(({ id }) => id === 'warm-state');
}

it('starts a subclass of the library from a state that it did not make', async () => {
  class Mine extends Adam {
    static override readonly className: string = 'Mine';
  }
  expect(await judged('adam', Mine)).toMatchObject({ passed: true });
  expect(await judged('adam', Forgetful)).toMatchObject({ passed: false, update: 1 });
});

it('does not ask who takes no state from elsewhere', async () => {
  class Plain {
    applyGradients() {}
  }
  expect(await judged('adam', Plain)).toBeUndefined();
});

it('leaves out rules without slots, and those whose slots have shapes of their own', () => {
  const of = (name: string) => warmProbe(memberOf(name).rule, optimizerProbes(memberOf(name), 1));
  expect(of('sgd')).toBeUndefined();
  expect(of('muon')).toBeUndefined();
  expect(of('adam')?.warm?.t).toBe(5);
});
