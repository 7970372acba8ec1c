import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { asker, inQueue } from '../../../src/engine/queue/asker.ts';
import type { Broker } from '../../../src/engine/queue/broker.ts';
import { lineOf, type Errand } from '../../../src/engine/queue/errand.ts';

type State = 'waiting' | 'active' | 'completed' | 'failed';
interface FakeJob {
  state: State;
  returnvalue: string | null;
  failedReason: string;
}

/** A broker in memory, whose jobs the test moves on. */
function fake(workers = 1) {
  const jobs = new Map<string, FakeJob>();
  const events = new EventEmitter();
  const queue = {
    addBulk: async (added: readonly { readonly opts: { readonly jobId: string } }[]) => {
      for (const { jobId } of added.map(({ opts }) => opts))
        if (!jobs.has(jobId))
          jobs.set(jobId, { state: 'waiting', returnvalue: null, failedReason: '' });
    },
    getJobState: async (id: string) => jobs.get(id)?.state ?? 'unknown',
    getJob: async (id: string) => {
      const job = jobs.get(id);
      return job && { ...job, remove: async () => jobs.delete(id) };
    },
    remove: async (id: string) => jobs.delete(id),
    getWorkers: async () => Array.from({ length: workers }),
    close: async () => {},
  };
  const end = (id: string, change: Partial<FakeJob>) =>
    Object.assign(jobs.get(id) as FakeJob, change);
  const broker = {
    shown: 'redis://here',
    queue: () => queue,
    events: () => Object.assign(events, { close: async () => {} }),
  } as unknown as Broker;
  return {
    broker,
    jobs,
    queue,
    /** Ends a job of one errand, or of some with their results, and says so unless nobody hears it. */
    complete: (id: string, gave: string | Readonly<Record<string, string>>, heard = true) => {
      const all = Object.entries(typeof gave === 'string' ? { [id]: gave } : gave);
      const returnvalue = all.map(([key, text]) => lineOf(key, text)).join('\n');
      end(id, { state: 'completed', returnvalue });
      if (heard) events.emit('completed', { jobId: id, returnvalue });
    },
    fail: (id: string, failedReason: string, heard = true) => {
      end(id, { state: 'failed', failedReason });
      if (heard) events.emit('failed', { jobId: id, failedReason });
    },
  };
}
const errand = (key: string) => ({ key, kind: 'run', data: {} });

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'setImmediate', 'clearTimeout'] }));
afterEach(() => vi.useRealTimers());
const pass = (ms = 110) => vi.advanceTimersByTimeAsync(ms);
/** Two looks at what was not heard of. */
const looks = () => pass(6500);

describe('an errand', () => {
  it('gives what its worker said, and is forgotten by the broker when that is written down', async () => {
    const { broker, jobs, complete } = fake();
    const many = asker(broker, () => {});
    const answer = many.ask(errand('a'));
    await pass();
    complete('a', 'done');
    expect(await answer).toBe('done');
    await pass();
    expect(jobs.size).toBe(1);
    many.forget('a');
    const closed = many.close();
    await pass();
    await closed;
    expect(jobs.size).toBe(0);
  });

  it('is fetched where an earlier call left its result, and where its end was not heard', async () => {
    const { broker, complete } = fake();
    const answer = asker(broker, () => {}).ask(errand('a'));
    await pass();
    complete('a', 'done', false);
    await looks();
    expect(await answer).toBe('done');
  });

  it('that ends between two looks at it is never without its result', async () => {
    const { broker, queue, complete } = fake();
    const answer = asker(broker, () => {}).ask(errand('a'));
    await pass();
    const { getJobState } = queue;
    queue.getJobState = async (id) => {
      const before = await getJobState(id);
      complete(id, 'done', false);
      return before;
    };
    await looks();
    queue.getJobState = getJobState;
    await looks();
    expect(await answer).toBe('done');
  });

  it('that a server has forgotten is brought again', async () => {
    const { broker, jobs, complete } = fake();
    const answer = asker(broker, () => {}).ask(errand('a'));
    await pass();
    jobs.clear();
    await looks();
    complete('a', 'done');
    expect(await answer).toBe('done');
  });

  it('that failed in an earlier call is tried again, and fails with its reason in this one', async () => {
    const { broker, jobs, fail } = fake();
    jobs.set('a', { state: 'failed', returnvalue: null, failedReason: 'before' });
    const answer = asker(broker, () => {}).ask(errand('a'));
    answer.catch(() => {});
    await looks();
    expect(jobs.get('a')?.state).toBe('waiting');
    fail('a', 'no memory');
    await expect(answer).rejects.toMatchObject({
      message: expect.stringContaining('failed on every try: no memory') as string,
      exitCode: 4,
    });
  });

  it("fails with its worker's words where these are for the user", async () => {
    const { broker, fail } = fake();
    const answer = asker(broker, () => {}).ask(errand('a'));
    answer.catch(() => {});
    await pass();
    fail('a', JSON.stringify({ fault: { who: 'w', rule: 'no', exitCode: 2 } }));
    await expect(answer).rejects.toMatchObject({
      name: 'UsageError',
      message: 'w: no',
      exitCode: 2,
    });
  });
});

describe('short errands', () => {
  const [a, b, c] = ['a', 'b', 'c'].map((name) => name.padStart(64, 'f')) as [
    string,
    string,
    string,
  ];
  const short = (key: string): Errand => ({ ...errand(key), share: 1e-9 });
  const gave = { [a]: 'A', [b]: 'B', [c]: 'C' };

  it('are one job, each gives its own line, and it is forgotten when all are written down', async () => {
    const { broker, jobs, complete } = fake();
    const many = asker(broker, () => {});
    const answers = [a, b, c].map((key) => many.ask(short(key)));
    await pass();
    expect([...jobs.keys()]).toEqual([c]);
    complete(c, gave);
    expect(await Promise.all(answers)).toEqual(['A', 'B', 'C']);
    for (const key of [a, c]) many.forget(key);
    await pass();
    expect(jobs.size).toBe(1);
    many.forget(b);
    await pass();
    expect(jobs.size).toBe(0);
  });

  it('of which a call wrote down the first before it was killed are fetched by the next, and forgotten', async () => {
    const { broker, jobs, complete } = fake();
    const killed = asker(broker, () => {});
    for (const key of [a, b, c]) killed.ask(short(key)).catch(() => {});
    await pass();
    const over = killed.close();
    await pass();
    await over;
    complete(c, gave, false);
    const next = asker(broker, () => {});
    const answers = [b, c].map((key) => next.ask(short(key)));
    await looks();
    expect(await Promise.all(answers)).toEqual(['B', 'C']);
    for (const key of [b, c]) next.forget(key);
    await pass();
    expect(jobs.size).toBe(0);
  });

  it('that another call has put into no job are put into one', async () => {
    const { broker, jobs, complete } = fake();
    const many = asker(broker, () => {});
    const answers = [a, b, c].map((key) => many.ask(short(key)));
    await pass();
    complete(c, { [c]: 'C' });
    expect(await answers[2]).toBe('C');
    await pass();
    expect(jobs.has(b)).toBe(true);
    complete(b, { [a]: 'A', [b]: 'B' });
    expect(await Promise.all(answers)).toEqual(['A', 'B', 'C']);
  });

  it('fail together', async () => {
    const { broker, fail } = fake();
    const many = asker(broker, () => {});
    const answers = [a, b].map((key) => many.ask(short(key)));
    for (const answer of answers) answer.catch(() => {});
    await pass();
    fail(b, 'no memory');
    for (const answer of answers) await expect(answer).rejects.toThrow('no memory');
  });
});

describe('many errands', () => {
  it('of one key are one job, and all get what it gives', async () => {
    const { broker, jobs, complete } = fake();
    const many = asker(broker, () => {});
    const answers = [many.ask(errand('a')), many.ask(errand('a'))];
    await pass();
    expect(jobs.size).toBe(1);
    complete('a', 'done');
    expect(await Promise.all(answers)).toEqual(['done', 'done']);
  });

  it('go on where one that waited for a place needs none any more', async () => {
    const { broker, jobs, complete } = fake();
    const many = asker(broker, () => {});
    const full = Array.from({ length: inQueue }, (_, i) => many.ask(errand(`${i}`)));
    const late = ['late', 'late', 'last'].map((key) => many.ask(errand(key)));
    await pass();
    for (const end of ['0', '1', 'late', 'last']) {
      complete(end, end);
      await pass();
    }
    expect(await Promise.all(late)).toEqual(['late', 'late', 'last']);
    for (const key of jobs.keys()) complete(key, '');
    await Promise.all(full);
  });

  it('that a broker did not take because it went away are brought again; a refusal is said', async () => {
    const { broker, queue, complete } = fake();
    const many = asker(broker, () => {});
    const { addBulk } = queue;
    queue.addBulk = async () => {
      throw new Error('Connection is closed.');
    };
    const answer = many.ask(errand('a'));
    await pass();
    queue.addBulk = async () => {
      throw new Error('OOM command not allowed');
    };
    await expect(Promise.all([many.ask(errand('b')), pass()])).rejects.toThrow(
      'redis://here does not take a job: OOM command not allowed',
    );
    queue.addBulk = addBulk;
    await looks();
    await pass();
    complete('a', 'done');
    expect(await answer).toBe('done');
  });

  it('are all looked at now and then, though others are heard of', async () => {
    const { broker, complete } = fake();
    const many = asker(broker, () => {});
    const missed = many.ask(errand('missed'));
    await pass();
    complete('missed', 'done', false);
    for (let i = 0; i < 12; i++) {
      void many.ask(errand(`${i}`));
      await pass();
      complete(`${i}`, '');
      await pass(2900);
    }
    expect(await Promise.race([missed, Promise.resolve('not yet')])).toBe('done');
  });

  it('stand in the queue by some hundreds', async () => {
    const { broker, jobs, complete } = fake();
    const many = asker(broker, () => {});
    const answers = Array.from({ length: inQueue + 5 }, (_, i) => many.ask(errand(`${i}`)));
    for (const answer of answers) answer.catch(() => {});
    await pass();
    expect(jobs.size).toBe(inQueue);
    complete('0', 'done');
    await pass();
    expect(jobs.has(`${inQueue}`)).toBe(true);
    many.forget('0');
    await pass();
    expect(jobs.size).toBe(inQueue);
    const over = many.close();
    await pass();
    await over;
    await expect(Promise.all(answers)).rejects.toThrow('closed');
    expect((await Promise.allSettled(answers)).map(({ status }) => status)).toEqual([
      'fulfilled',
      ...Array.from({ length: inQueue + 4 }, () => 'rejected'),
    ]);
  });

  it('that nobody does are told', async () => {
    const notes: string[] = [];
    void asker(fake(0).broker, (text) => notes.push(text)).ask(errand('a'));
    await looks();
    expect(notes[0]).toBe('Nobody works at redis://here yet: npx downhill work --queue …');
  });
});
