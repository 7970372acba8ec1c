import * as tf from '@tensorflow/tfjs';
import { plainInstruments, type Instruments } from './instruments.ts';
import { rowOf } from './path.ts';
import type { Facts, Observation, OptimizerProbe } from './probe.ts';
import type { StreamVariable } from './stream.ts';
import { thrown } from './thrown.ts';
import { variableName } from './variable-name.ts';
import type { NamedGradient } from './walk.ts';

/** Anything with some of tfjs's optimizer methods; which ones is found out. */
interface Subject {
  applyGradients?(gradients: unknown): unknown;
  minimize?(f: () => tf.Scalar, returnCost: boolean, variables: tf.Variable[]): unknown;
  setLearningRate?(rate: number): void;
  getWeights?(): Promise<{ name: string; tensor: tf.Tensor }[]>;
  setWeights?(weights: { name: string; tensor: tf.Tensor }[]): Promise<void>;
  dispose?(): void;
}

/** One optimizer with its variables and the way they took. */
interface Walker {
  subject: Subject;
  readonly variables: readonly tf.Variable[];
  readonly path: Float64Array[];
}

/** Updates after which an optimizer has created all that it keeps. */
const warm = 4;

/** Leads an optimizer through a probe's stream. What it throws ends the walk and is reported. */
export async function observeOptimizer(
  make: (options: object) => unknown,
  probe: OptimizerProbe,
  instruments: Instruments = plainInstruments,
): Promise<Observation> {
  const { id, stream } = probe;
  const names = ['', 'twin-'].slice(0, probe.twin ? 2 : 1);
  const walkers: Walker[] = [];
  const facts: { -readonly [K in keyof Facts]: Facts[K] } = {};
  let update = -1;
  const seen = (rest: Partial<Observation> = {}): Observation => ({
    id,
    path: walkers[0]?.path ?? [],
    ...(walkers[1] && { twinPath: walkers[1].path }),
    facts,
    ...rest,
  });
  try {
    for (const prefix of names) {
      const variables = placed(stream.variables, prefix);
      const walker: Walker = {
        subject: {},
        variables,
        path: [await weights(variables, instruments)],
      };
      walkers.push(walker);
      walker.subject = make(probe.options) as Subject;
    }
    const unable = missingDoor(walkers[0]?.subject, probe);
    if (unable !== undefined) return seen({ skipped: unable });
    for (update = 0; update < stream.updates.length; update++) {
      for (const walker of walkers) {
        if (update === probe.resumeAt) {
          const reason = await moved(walker, make(probe.options) as Subject);
          if (reason !== undefined) return seen({ skipped: reason });
        }
        const before = instruments.tensors();
        await step(walker, probe, update, facts, instruments);
        const left = instruments.tensors() - before;
        if (update >= warm) facts.leakPerUpdate = Math.min(facts.leakPerUpdate ?? Infinity, left);
      }
    }
    const [first] = walkers;
    // What another class calls `iterations` may be counted from wherever it likes.
    if (first?.subject instanceof tf.Optimizer) facts.iterations = first.subject.iterations;
    return seen();
  } catch (error) {
    return seen({ thrown: { ...thrown(error), update } });
  } finally {
    for (const { subject, variables } of walkers) {
      tf.dispose([...variables]);
      try {
        subject.dispose?.();
      } catch {
        // How an optimizer ends is not what a probe looks at.
      }
    }
  }
}

/** Why the subject cannot be led through this probe, if so. */
function missingDoor(subject: Subject | undefined, probe: OptimizerProbe): string | undefined {
  if (typeof subject?.applyGradients !== 'function' && typeof subject?.minimize !== 'function') {
    throw new TypeError('what it makes has neither applyGradients nor minimize');
  }
  if (probe.steered && steering(subject) === undefined) {
    return 'it offers no way to change its learning rate: no learningRate to assign, no setLearningRate()';
  }
  if (probe.resumeAt === undefined) return undefined;
  const bases = tfjsPrototypes();
  const own = (name: 'getWeights' | 'setWeights') =>
    typeof subject[name] === 'function' && bases.every((base) => base[name] !== subject[name]);
  const builtIn = bases.includes(Object.getPrototypeOf(subject) as Subject);
  return builtIn || (own('getWeights') && own('setWeights'))
    ? undefined
    : 'it does not save its state: no getWeights() and setWeights() of its own';
}

/** What a subclass of a built-in inherits: it saves the state of the built-in, not that of the subclass. */
function tfjsPrototypes(): Subject[] {
  const classes = Object.values(tf as object).filter(
    (one): one is typeof tf.Optimizer =>
      typeof one === 'function' &&
      (one === tf.Optimizer || (one as typeof tf.Optimizer).prototype instanceof tf.Optimizer),
  );
  return classes.map(({ prototype }) => prototype as Subject);
}

/** How the subject's learning rate is set, if it can be. */
function steering(subject: Subject): ((rate: number) => void) | undefined {
  if (typeof subject.setLearningRate === 'function') {
    return (rate) => subject.setLearningRate?.(rate);
  }
  const field = ['learningRate', 'lr'].find((name) => name in subject);
  if (field === undefined || !writable(subject, field)) return undefined;
  return (rate) => void Reflect.set(subject, field, rate);
}

function writable(subject: object, field: string): boolean {
  for (let one: object | null = subject; one !== null; one = Object.getPrototypeOf(one)) {
    const found = Object.getOwnPropertyDescriptor(one, field);
    if (found !== undefined) return found.set !== undefined || found.writable === true;
  }
  return false;
}

async function step(
  { subject, variables, path }: Walker,
  { stream, deliveries, missing, steered }: OptimizerProbe,
  update: number,
  facts: { -readonly [K in keyof Facts]: Facts[K] },
  instruments: Instruments,
): Promise<void> {
  const { rate, gradients } = stream.updates[update] as (typeof stream.updates)[number];
  const delivery = deliveries[update % deliveries.length];
  const absence = missing[update % missing.length];
  const given = variables.map((variable, i) => {
    const values = gradients[i];
    return { variable, tensor: values && tf.tensor([...values], variable.shape, 'float32') };
  });
  if (steered) steering(subject)?.(rate);
  try {
    const byMinimize = delivery === 'minimize' && typeof subject.minimize === 'function';
    if (byMinimize || typeof subject.applyGradients !== 'function') {
      // The gradient of Σ w · g is g itself, bit for bit.
      const loss = () =>
        tf.addN(
          given.flatMap(({ variable, tensor }) => (tensor ? [variable.mul(tensor).sum()] : [])),
        ) as tf.Scalar;
      const cost = subject.minimize?.(loss, false, [...variables]);
      if (cost instanceof tf.Tensor) cost.dispose();
    } else {
      const entries = given.flatMap(({ variable: { name }, tensor }): NamedGradient[] => {
        if (tensor) return [{ name, tensor }];
        return absence === 'absent'
          ? []
          : [{ name, tensor: absence === 'null' ? null : undefined }];
      });
      if (delivery === 'reversed') entries.reverse();
      const done = subject.applyGradients(
        delivery === 'map'
          ? Object.fromEntries(entries.map(({ name, tensor }) => [name, tensor]))
          : entries,
      );
      if (done instanceof Promise) await done;
    }
    // At once: what runs later can change them again.
    path.push(await weights(variables, instruments));
    for (const [i, { tensor }] of given.entries()) {
      if (!tensor) continue;
      const touched = fate(await instruments.read(tensor), gradients[i] as readonly number[]);
      if (touched !== undefined) facts.touched ??= touched;
    }
  } finally {
    for (const { tensor } of given) tensor?.dispose();
  }
}

/** What happened to a tensor that was not the optimizer's own. */
function fate(
  now: readonly number[] | undefined,
  values: readonly number[],
): 'changed' | 'disposed' | undefined {
  if (now === undefined) return 'disposed';
  return values.some((value, i) => !Object.is(now[i] === 0 ? 0 : now[i], value === 0 ? 0 : value))
    ? 'changed'
    : undefined;
}

/** Moves a walker's state into `next`. Returns why that is not offered after all. */
async function moved(walker: Walker, next: Subject): Promise<string | undefined> {
  const old = walker.subject;
  let weights: { name: string; tensor: tf.Tensor }[];
  try {
    weights = (await old.getWeights?.()) ?? [];
  } catch {
    return 'its getWeights() throws';
  }
  await next.setWeights?.(weights);
  walker.subject = next;
  old.dispose?.();
  return undefined;
}

function placed(variables: readonly StreamVariable[], prefix: string): tf.Variable[] {
  return variables.map(({ shape, start }, i) =>
    tf.tidy(() =>
      tf.variable(tf.tensor([...start], [...shape], 'float32'), true, prefix + variableName(i)),
    ),
  );
}

async function weights(
  variables: readonly tf.Variable[],
  { read }: Instruments,
): Promise<Float64Array> {
  const all = await Promise.all(variables.map(read));
  const disposed = all.indexOf(undefined);
  if (disposed >= 0) throw new Error(`it disposed the variable ${variableName(disposed)}`);
  return rowOf(all as number[][]);
}
