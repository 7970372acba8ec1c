import { numericGradient } from '../gradients/index.ts';
import { random } from '../shared/random.ts';
import type { FunctionInput, FunctionProbe } from './probe.ts';
import type { FunctionSubject, Twist } from './function-subject.ts';
import { rightPenalties, type Options, type Penalty } from './penalties.ts';
import { penaltyMistakes } from './penalty-mistakes.ts';

/** The exam of `(options) => (w) => penalty`: its value, and its gradient through tfjs. */
export function regularizerSubject(member: string, seed: number): FunctionSubject {
  const settings: Readonly<Record<string, readonly Options[]>> = {
    l1: [{ l1: 0.3 }, { l1: 1.7 }],
    l2: [{ l2: 0.3 }, { l2: 1.7 }],
    elasticNet: [
      { l1: 0.3, l2: 0.7 },
      { l1: 1.7, l2: 0.2 },
    ],
  };
  const shapes = [[3], [2, 3], [3, 2], [1, 2, 2, 2]];
  const probes = (settings[member] ?? [{ strength: 0.3 }, { strength: 1.7 }]).flatMap(
    (options, i) =>
      shapes.map((shape, j): FunctionProbe => {
        const length = shape.reduce((product, size) => product * size, 1);
        const values = [
          ...random(seed)
            .fork(10 * i + j)
            .normals(length),
        ];
        return {
          kind: 'regularizer',
          id: `${Object.entries(options)
            .map(([name, value]) => `${name}-${value}`)
            .join('-')}-shape-${shape.join('x')}`,
          about: `value and gradient for a weight of shape [${shape}], ${Object.entries(options)
            .map((one) => one.join(' '))
            .join(', ')}`,
          options,
          inputs: [{ values, shape }],
        };
      }),
  );
  const rowsBy = (penalty: Penalty) => (probe: FunctionProbe) =>
    probe.inputs.map(({ values, shape = [] }: FunctionInput) => {
      const value = (w: readonly number[]) => penalty(w, probe.options as Options, shape);
      return [value(values), ...numericGradient(value, values)];
    });
  return {
    probes,
    member,
    allowed: 2e-5,
    rows: rowsBy(rightPenalties[member] as Penalty),
    twists: penaltyMistakes(member).map(([id, fault, remedy, penalty, library]): Twist => {
      return {
        id,
        fault,
        remedy,
        rows: rowsBy(penalty),
        ...(library !== undefined && { library }),
      };
    }),
    place: (_probe, _row, column) =>
      column === 0 ? { variable: 'penalty' } : { variable: 'gradient', index: [column - 1] },
  };
}
