import * as tf from '@tensorflow/tfjs';
import { UsageError } from '../shared/errors.ts';
import { whenFitEnds } from './when-fit-ends.ts';

/** What `fit` hands to a hook: numbers, and scalars on their way to becoming numbers. */
export type Logs = NonNullable<Parameters<tf.Callback['onEpochEnd']>[1]>;

/** One log as a number, left where it is; undefined when there is none of that name. */
export async function readLog(logs: Logs | undefined, name: string): Promise<number | undefined> {
  const value = logs?.[name];
  return typeof value === 'object' ? (await value.data())[0] : value;
}

/** All logs that are measurements, as numbers; tfjs also logs a batch's index and its size. */
export async function readLogs(logs: Logs | undefined): Promise<Record<string, number>> {
  const names = Object.keys(logs ?? {}).filter((name) => name !== 'batch' && name !== 'size');
  const values = names.map(async (name) => [name, (await readLog(logs, name)) as number] as const);
  return Object.fromEntries(await Promise.all(values));
}

/**
 * A callback for `fit` and `fitDataset` that knows its model. tfjs takes a list of such callbacks or a list of plain
 * objects, but no mixture: an object can join them as `new tf.CustomCallback({ ... })`, which also hands the processor
 * back to a browser's page now and then; a list without one does not.
 */
export abstract class FitCallback extends tf.Callback {
  protected readonly who: string;

  constructor(who: string) {
    super();
    this.who = who;
    // In a list that begins with a plain object, tfjs takes the hooks off their object and gives them no model.
    this.onTrainBegin = this.onTrainBegin.bind(this);
  }

  /** @throws UsageError when tfjs gave this callback no model */
  override async onTrainBegin(_logs?: Logs): Promise<void> {
    if ((this.model as tf.LayersModel | null) === null) {
      throw new UsageError({
        who: this.who,
        rule: 'must not stand in a list of callbacks that begins with a plain object',
        remedy: 'write new tf.CustomCallback({ ... }) for the object',
      });
    }
    whenFitEnds(this.model, () => this.fitEnded());
  }

  /** Gives back what the callback holds when a `fit` is over, also one that threw. */
  protected fitEnded(): void {}
}
