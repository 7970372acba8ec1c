import { describe, expect, it } from 'vitest';
import { interfaceSymptoms } from '../../src/verify/interface-symptoms.ts';
import { pathFrom } from '../../src/verify/path.ts';
import type { Observation } from '../../src/verify/probe.ts';
import { memberOf } from '../support/members.ts';

const adam = memberOf('adam');
const threw = (takes: string, steps = false): Observation => ({
  id: 'cold-step',
  path: pathFrom([[1]]),
  thrown: { message: 'TypeError: no', update: -1 },
  facts: { signature: { takes, steps } },
});

describe('another interface', () => {
  it.each([
    ['params, lr, betas', true, 'interface-of-pytorch'],
    ['params, lr', false, 'interface-of-pytorch'],
    ['f, grad, x0, { … }', false, 'interface-of-a-loop'],
    ['w, g, lr', false, 'interface-of-an-update'],
    ['lr, b1, b2, eps', false, 'interface-positional'],
    ['learningRate', false, 'interface-positional'],
  ] as const)('(%s) is told', (takes, steps, id) => {
    const [one] = interfaceSymptoms(adam, threw(takes, steps));
    expect(one).toMatchObject({ id, match: 'symptom', member: 'adam' });
    expect(one?.fault).toContain(`(${takes})`);
    expect(one?.fault).toContain('ONE object of options');
  });

  it('is turned into the expected one by an adapter that can be copied', () => {
    const [one] = interfaceSymptoms(adam, threw('lr, b1, b2, eps'));
    expect(one?.remedy.split('\n').slice(1)).toEqual([
      'export function create({ learningRate, beta1, beta2, epsilon }) {',
      '  return new Adam(learningRate, beta1, beta2, epsilon);',
      '}',
    ]);
    const [other] = interfaceSymptoms(memberOf('sgd'), threw('w, g, lr'));
    expect(other?.remedy).toContain('update({ w, g, lr, t }) {\n    return { w };');
  });

  it('is not spoken of where one object is taken, or where numbers come', () => {
    expect(interfaceSymptoms(adam, threw('{ … }'))).toEqual([]);
    expect(interfaceSymptoms(adam, threw('options'))).toEqual([]);
    const { id, path } = threw('');
    expect(interfaceSymptoms(adam, { id, path, facts: {} })).toEqual([]);
    const numbers = { ...threw('lr, b1'), path: pathFrom([[1], [0.9]]) };
    expect(interfaceSymptoms(adam, numbers)).toEqual([]);
  });
});
