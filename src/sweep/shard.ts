import { UsageError } from '../shared/errors.ts';

/** A share of the work: the trials, or files, whose place leaves the remainder `index`, from 0, when divided by `of`. */
export interface Shard {
  readonly index: number;
  readonly of: number;
}

/**
 * The share that a process is asked for: `3/64`, counted from 1; or that of a task of a Slurm array, or of a Kubernetes
 * Indexed Job, which does not say how many there are.
 * @throws UsageError for a share that there is not, or where none is named
 */
export function shardOf(
  who: string,
  given: string | undefined,
  of: number | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): Shard {
  if (given !== undefined) {
    const [, place, all] = /^(\d+)\/(\d+)$/.exec(given) ?? [];
    return checked(who, '--shard', Number(place) - 1, Number(all), given);
  }
  const { SLURM_ARRAY_TASK_ID: task, SLURM_ARRAY_TASK_COUNT: tasks } = environment;
  if (task !== undefined) {
    const [first, step] = ['MIN', 'STEP'].map((name, i) =>
      Number(environment[`SLURM_ARRAY_TASK_${name}`] ?? i),
    ) as [number, number];
    const index = (Number(task) - first) / step;
    return checked(
      who,
      'SLURM_ARRAY_TASK_ID',
      index,
      of ?? Number(tasks),
      `${task} of ${tasks ?? of}`,
    );
  }
  const { JOB_COMPLETION_INDEX: completion } = environment;
  if (completion !== undefined) {
    if (of === undefined) {
      throw new UsageError({
        who,
        rule: 'JOB_COMPLETION_INDEX does not say of how many',
        remedy: "add --of with the job's completions",
      });
    }
    return checked(who, 'JOB_COMPLETION_INDEX', Number(completion), of, `${completion} of ${of}`);
  }
  throw new UsageError({
    who,
    rule: 'which share is not said',
    remedy:
      'add --shard 1/4, or start it as a task of a Slurm array or of a Kubernetes Indexed Job',
  });
}

function checked(who: string, from: string, index: number, of: number, got: string): Shard {
  const whole = Number.isInteger(index) && Number.isInteger(of);
  if (whole && index >= 0 && index < of) return { index, of };
  throw new UsageError({
    who,
    rule: `${from} must name one of the shares there are, such as 3/64`,
    got,
  });
}
