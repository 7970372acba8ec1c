import * as tf from '@tensorflow/tfjs';
import { numericGradient, softmaxGradient } from '../gradients/index.ts';
import { newtonStep } from '../minimizers/newton-step.ts';
import { randomSearch } from '../minimizers/random-search.ts';
import { twoLoop } from '../minimizers/two-loop.ts';
import { batches } from '../problems/batches.ts';
import { regularizers, softThreshold } from '../regularizers/index.ts';
import * as schedules from '../schedules/index.ts';
import * as theory from '../theory/index.ts';
import { handOver, numbersOf } from './argument.ts';
import { deviation, ofSize } from './deviation.ts';
import type { FunctionBuiltin, FunctionMember } from './function-member.ts';
import { observeFunction } from './observe-function.ts';
import { pathFrom, type Path } from './path.ts';
import type { FunctionInput, FunctionProbe } from './probe.ts';
import type { Validation } from './validation.ts';

/** The scenarios are those of the exam, with this seed. */
const seed = 1;

/** Errors up to here are the last bits of doubles, which are not the same in every version of Node: all count as this. */
export const lastBits = 1e-13;

/**
 * The comparisons of a schedule, a penalty or a gradient of the library, on the current backend: with what tfjs has, where
 * it has it, and with the textbook. Of each the error counts that is largest beside the largest right value of its
 * scenario.
 */
export function functionPeers(member: FunctionMember): readonly (() => Promise<Validation>)[] {
  const { builtin } = member;
  const probes = member.probes(seed);
  const compared = async (
    peer: string,
    explanation: string,
    theirs: readonly Path[],
    { allowed = member.allowed }: Pick<FunctionBuiltin, 'allowed'> = member,
  ): Promise<Validation> => {
    const errors = (await valuesOfOurs(member, probes)).map((path, i) => {
      const right = theirs[i] ?? [];
      const size = Math.max(...right.map((one) => Math.max(...one.map(Math.abs))));
      return deviation(path, right, ofSize(size, allowed)).maxError;
    });
    const largest = Math.max(...errors);
    const maxError = largest === 0 ? 0 : Math.max(largest, lastBits);
    return {
      member: member.name,
      peer,
      updates: probes.flatMap((probe) => member.textbook(probe).flat()).length,
      maxError,
      allowed,
      agrees: maxError <= allowed,
      explanation,
    };
  };
  return [
    ...(builtin
      ? [
          async () =>
            compared(
              builtin.name,
              builtin.explanation ?? '',
              await valuesOfTheirs(member, builtin, probes),
              builtin,
            ),
        ]
      : []),
    () =>
      compared(
        'textbook',
        builtin ? '' : `tfjs has no ${member.name}.`,
        probes.map((probe) => pathFrom(member.textbook(probe))),
      ),
  ];
}

/** The library's own values: of a penalty on tensors, of all else in the doubles that it computes with. */
async function valuesOfOurs(
  member: FunctionMember,
  probes: readonly FunctionProbe[],
): Promise<readonly Path[]> {
  const exported: Readonly<Record<string, unknown>> = {
    ...schedules,
    ...regularizers,
    ...theory,
    batches,
    newtonStep,
    numericGradient,
    randomSearch,
    softThreshold,
    softmaxGradient,
    twoLoop,
  };
  const { kind, name } = member;
  const form = exported[name];
  if (kind !== 'regularizer') return probes.map((probe) => pathFrom(member.rows(form, probe)));
  // With the gradient that it brings along.
  return onTensors(form, form as (options: object) => unknown, probes);
}

/** What tfjs gives. */
async function valuesOfTheirs(
  { kind }: FunctionMember,
  builtin: FunctionBuiltin,
  probes: readonly FunctionProbe[],
): Promise<readonly Path[]> {
  if (kind !== 'function') return onTensors({}, (options) => builtin.make(tf, options), probes);
  const theirs = builtin.make(tf, {}) as (...args: readonly unknown[]) => Promise<unknown>;
  const result = async ({ args = [] }: FunctionInput) =>
    numbersOf(await theirs(...args.map((one) => handOver(one))));
  return Promise.all(
    probes.map(async ({ inputs }) => pathFrom(await Promise.all(inputs.map(result)))),
  );
}

async function onTensors(
  exported: unknown,
  make: (options: object) => unknown,
  probes: readonly FunctionProbe[],
): Promise<readonly Path[]> {
  const found: Path[] = [];
  for (const probe of probes) found.push((await observeFunction(exported, make, probe)).path);
  return found;
}
