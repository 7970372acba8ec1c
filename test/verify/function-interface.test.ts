import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { evaluated } from '../../src/verify/evaluated.ts';
import { observe, type Form } from '../../src/verify/observe.ts';
import { functionExam } from '../../src/verify/function-exam.ts';
import type { FunctionMember } from '../../src/verify/function-member.ts';
import { memberNamed } from '../../src/verify/member-names.ts';
import type { Observation } from '../../src/verify/probe.ts';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

async function judged(name: string, exported: unknown, form: Form = 'function') {
  const exam = functionExam(memberNamed(name) as FunctionMember, 1);
  const seen: Observation[] = [];
  for await (const one of observe(exported, form, exam.probes)) seen.push(one);
  return exam.judge(seen);
}

class Annealing {
  last = 0;
  base: number;
  tMax: number;
  etaMin: number;
  constructor(base: number, tMax: number, etaMin = 0) {
    [this.base, this.tMax, this.etaMin] = [base, tMax, etaMin];
  }
  step() {
    this.last += 1;
  }
  getLr() {
    const wave = 1 + Math.cos((Math.PI * Math.min(this.last, this.tMax)) / this.tMax);
    return this.etaMin + ((this.base - this.etaMin) * wave) / 2;
  }
}
class Squares {
  readonly l2: number;
  constructor({ l2 = 0.01 } = {}) {
    this.l2 = l2;
  }
  call(w: tf.Tensor) {
    return w.square().sum().mul(this.l2);
  }
}
const positional = (rate: number, gamma: number, stepSize: number) => (update: number) =>
  rate * gamma ** Math.floor(update / stepSize);
const direct = ({ rate = 0, factor = 0, every = 1 }, epoch: number) =>
  rate * factor ** (epoch / every);
const ridge = (lambda: number, w: tf.Tensor) => w.square().sum().mul(lambda);
const loss = (predictions: number[], targets: number[], weights: number[], lambda: number) =>
  predictions.reduce((sum, one, i) => sum + (one - (targets[i] as number)) ** 2, 0) /
    predictions.length +
  lambda * weights.reduce((sum, w) => sum + w * w, 0);
const turned = (x: number[], f: (x: number[]) => number) =>
  x.map((one, i) => (f(x.with(i, one + 1e-5)) - f(x.with(i, one - 1e-5))) / 2e-5);

type Case = readonly [what: string, member: string, exported: unknown, form: Form, id: string];
type Other = readonly [
  what: string,
  member: string,
  exported: unknown,
  id: string,
  expected: RegExp,
];
const cases: readonly Case[] = [
  ['a class that counts its steps', 'cosine', Annealing, 'class', 'interface-of-a-class'],
  ['a class with call()', 'l2', Squares, 'class', 'interface-of-a-class'],
  ['options one by one', 'stepDecay', positional, 'function', 'interface-positional'],
  ['options and update at once', 'exponential', direct, 'function', 'interface-positional'],
  ['strength and weight at once', 'l2', ridge, 'function', 'interface-positional'],
  ['what is wanted as one object', 'regularizedLoss', loss, 'function', 'interface-positional'],
  ['x before f', 'numericGradient', turned, 'function', 'interface-turned'],
];

describe('a function of another interface', () => {
  it.each(cases)('%s, is told so with an adapter that passes', async (_, member, own, form, id) => {
    const { verdict, diagnosis } = await judged(member, own, form);
    expect([verdict, diagnosis.map((one) => one.id)]).toEqual(['failed', [id]]);
    const [, adapter = ''] = /this:\n([^]*)$/.exec(diagnosis[0]?.remedy ?? '') ?? [];
    const name = (own as { name: string }).name;
    const create = evaluated(adapter.replace('export ', ''), 'create', { [name]: own });
    const adapted = await judged(member, create);
    expect([adapted.verdict, adapted.diagnosis]).toEqual(['passed', []]);
  });

  it.each([
    ['a tensor for a rate', 'linear', () => () => tf.scalar(1), 'gives-tensor', /a rate/],
    ['text for a rate', 'linear', () => () => '1', 'gives-text', /a rate/],
    ['a promise of a rate', 'linear', () => async () => 1, 'gives-promise', /a rate/],
    ['nothing for a schedule', 'linear', () => undefined, 'gives-nothing', /a function from/],
    ['a number for a penalty', 'l1', () => () => 1, 'gives-number', /a tensor/],
    ['a tensor for slopes', 'numericGradient', () => tf.ones([1]), 'gives-tensor', /a list/],
    ['a tensor for a result', 'escapeTime', () => tf.scalar(1), 'gives-tensor', /escapeTime\(/],
    ['a list for a source', 'batches', () => [[1, 2]], 'gives-list', /a function/],
  ] as readonly Other[])('%s, is told what is expected', async (_, member, own, id, expected) => {
    const { diagnosis } = await judged(member, own);
    expect(diagnosis.map((one) => one.id)).toEqual([id]);
    expect(diagnosis[0]?.fault).toMatch(expected);
  });

  it('that reads its weights as numbers, is told that no gradient flows', async () => {
    const detached = () => (w: tf.Tensor) => tf.scalar(Math.hypot(...w.dataSync()));
    const { diagnosis } = await judged('l2', detached);
    expect(diagnosis.map((one) => one.id)).toEqual(['no-way-back']);
  });

  it('is not looked for where numbers come, whatever its parameters are called', async () => {
    const swapped = (x: (at: number[]) => number, f: number[]) =>
      f.map((one, i) => x(f.with(i, one + 1)) - x(f));
    const { diagnosis } = await judged('numericGradient', swapped);
    expect(diagnosis).not.toEqual([]);
    expect(diagnosis.filter(({ id }) => id.startsWith('interface'))).toEqual([]);
  });

  it('is not looked for in a form that only throws', async () => {
    const unwritten = (updates: number, after: number) => () => {
      throw new Error(`TODO: ${updates} ${after}`);
    };
    const { diagnosis } = await judged('warmup', unwritten);
    expect(diagnosis.map((one) => one.id)).toEqual(['throws']);
  });
});
