import { availableParallelism } from 'node:os';
import { UsageError } from '../shared/errors.ts';
import { exitCodes } from '../shared/exit-codes.ts';
import type { OnRow } from '../training/run.ts';
import { Lost, startWorker, type WorkerProcess } from './worker-process.ts';
import type { Ready, Task } from './worker.ts';

export interface ProcessesOptions {
  /** `auto`, or the name of the backend that each of them loads. */
  readonly backend: string;
  /** How many at most. Default: as many as there are cores. */
  readonly count?: number;
  /** Where notes and warnings of native code go. Default `inherit`. */
  readonly stderr?: 'inherit' | 'ignore';
}

/** Processes of this machine that take tasks from one queue. */
export interface Processes {
  /** Starts one, and tells what it runs on. @throws UsageError for a backend that cannot be used */
  ready(): Promise<Ready>;
  /**
   * Has a task done.
   * @param cost how long it takes, in any unit: the longest begins first
   * @param onRow what the task calls for each row, from there
   * @throws what the task threw; UsageError (exit code 4) when two processes in turn ended before it was done
   */
  call<T>(task: Task, cost: number, onRow?: OnRow): Promise<T>;
  /** Ends all of them at once. What was not done is never answered. */
  close(): void;
}

/** Something to be done by whichever process is free. */
interface Errand {
  readonly cost: number;
  /** Does it, and answers whoever wants it done. @throws Lost when the process ended before that */
  readonly work: (worker: WorkerProcess) => Promise<void>;
  readonly fail: (error: unknown) => void;
  /** The first process that had it ended before it was done. */
  lost?: boolean;
}

/** No process is started before there is something to do; then they wait for more until they are closed, or this process ends. */
export function processes({
  backend,
  count = availableParallelism(),
  stderr = 'inherit',
}: ProcessesOptions): Processes {
  const queue: Errand[] = [];
  /** Lanes that wait for an errand. */
  const hungry: ((errand: Errand) => void)[] = [];
  const alive = new Set<WorkerProcess>();
  let lanes = 0;
  let chosen = backend;
  const over = new AbortController();

  const put = (errand: Errand) => {
    if (over.signal.aborted) return;
    const lane = hungry.pop();
    if (lane !== undefined) {
      lane(errand);
      return;
    }
    const longer = queue.findLastIndex(({ cost }) => cost >= errand.cost);
    queue.splice(longer + 1, 0, errand);
    if (lanes >= count) return;
    lanes++;
    void drive();
  };

  /** One process at a time, and one errand after the other. */
  const drive = async () => {
    let worker: WorkerProcess | undefined;
    while (!over.signal.aborted) {
      const errand = queue.shift() ?? (await new Promise<Errand>((take) => hungry.push(take)));
      if (worker === undefined) {
        worker = startWorker(chosen, stderr);
        alive.add(worker);
      }
      try {
        await errand.work(worker);
      } catch (error) {
        worker.stop();
        alive.delete(worker);
        worker = undefined;
        if (errand.lost) errand.fail(endedEarly(error as Lost));
        else put({ ...errand, lost: true });
      }
    }
  };

  const use = <T>(cost: number, ask: (worker: WorkerProcess) => Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      const work = (worker: WorkerProcess) =>
        ask(worker).then(resolve, (error: unknown) => {
          if (error instanceof Lost) throw error;
          reject(error);
        });
      put({ cost, work, fail: reject });
    });

  const close = () => {
    over.abort();
    queue.length = 0;
    for (const worker of alive) worker.stop();
    process.off('exit', close);
  };
  process.on('exit', close);
  return {
    async ready() {
      const first = await use(Infinity, (worker) => worker.ready);
      // What is best for one is best for all: `auto` is decided once.
      chosen = first.backend;
      return first;
    },
    call: (task, cost, onRow) => use(cost, (worker) => worker.ask(task, onRow)),
    close,
  };
}

function endedEarly({ message }: Lost): UsageError {
  return new UsageError({
    who: 'engine',
    rule: `a process that trains ended early, twice (${message})`,
    remedy: 'try --backend cpu',
    exitCode: exitCodes.exhausted,
  });
}
