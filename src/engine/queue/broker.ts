import type { EventEmitter } from 'node:events';
import type * as BullMq from 'bullmq';
import type { BackendFactory, Processor, Queue, QueueEvents, Worker } from 'bullmq';
import { optionalPackage } from '../../backend/optional-package.ts';
import { UsageError } from '../../shared/errors.ts';
import { exitCodes } from '../../shared/exit-codes.ts';
import { brokerUrl, type BrokerUrl } from './broker-url.ts';

/** The queue that all of downhill's jobs stand in. */
const name = 'downhill';

/** A queue on a Redis, Valkey or Postgres that answers. Whoever opens a part of it closes that. */
export interface Broker {
  /** Its address without a password. */
  readonly shown: string;
  readonly queue: () => Queue;
  readonly events: () => QueueEvents;
  /** Takes `concurrency` jobs at a time. */
  readonly worker: (process: Processor<unknown, string>, concurrency: number) => Worker;
  /** What a worker throws for a job that is not to be tried again. */
  readonly refusal: (message: string) => Error;
}

/** Milliseconds until which a server must have answered. */
const patience = 8000;

/**
 * The broker at an address, after it has answered. On Postgres its tables are made, in a schema of their own, unless they
 * are there.
 * @throws UsageError for an address of another kind; (exit code 3) where a package is missing, nobody answers, or the
 * password is wrong
 */
export async function openBroker(who: string, address: string): Promise<Broker> {
  const place = brokerUrl(who, address);
  const { url, shown, engine } = place;
  const driver = engine === 'redis' ? 'ioredis' : 'pg';
  const [bullmq] = await Promise.all([
    load<typeof BullMq>(who, 'bullmq', driver),
    load<unknown>(who, driver, 'bullmq'),
  ]);
  await answered(who, place);
  const connection =
    engine === 'redis'
      ? { url, maxRetriesPerRequest: null, retryStrategy: waitAgain }
      : { connectionString: url, migrate: true };
  const make = (engine === 'redis' ? undefined : bullmq.createPostgresBackend) as
    BackendFactory | undefined;
  // What goes wrong between two commands is for those who wait for one.
  const quiet = <T extends EventEmitter>(part: T): T => part.on('error', () => {});
  const options = { connection };
  // What is asked of Redis at once goes there at once.
  const together = {
    connection: { ...connection, enableAutoPipelining: true },
    // Results are in them: as many as are on their way, and not of the last hours.
    streams: { events: { maxLen: 1000 } },
  };
  const queue = () => quiet(new bullmq.Queue(name, together, make as undefined));
  if (engine === 'postgres') await tablesMade(who, shown, queue());
  return {
    shown,
    queue,
    events: () => quiet(new bullmq.QueueEvents(name, options, make as undefined)),
    worker: (process, concurrency) =>
      quiet(
        new bullmq.Worker(
          name,
          process,
          {
            ...options,
            concurrency,
            autorun: false,
            // A worker that was killed is missed after so long, and again: whoever is preempted often is no fault of a job.
            lockDuration: 15_000,
            stalledInterval: 5000,
            maxStalledCount: 8,
          },
          make as undefined,
        ),
      ),
    refusal: (message) => new bullmq.UnrecoverableError(message),
  };
}

const waitAgain = (times: number) => Math.min(200 * times, 2000);

async function load<T>(who: string, name: string, other: string): Promise<T> {
  return optionalPackage<T>(name).catch((error: Error) => {
    throw new UsageError({
      who,
      rule: `--queue needs packages that are not part of downhill: ${error.message}`,
      remedy: `npm install ${[name, other].toSorted().join(' ')}`,
      exitCode: exitCodes.unloadable,
    });
  });
}

/** One connection, to find out whether there is a server and whether it lets us in. */
async function answered(who: string, place: BrokerUrl): Promise<void> {
  const over = AbortSignal.timeout(patience);
  const late = new Promise<never>((_, reject) => {
    const why = new Error(`no answer within ${patience / 1000} s`);
    over.addEventListener('abort', () => reject(why));
  });
  const ping = place.engine === 'redis' ? pingRedis : pingPostgres;
  try {
    await Promise.race([ping(place, over), late]);
  } catch (error) {
    throw unreachable(who, place.shown, error as Failure);
  }
}

async function pingRedis({ url }: BrokerUrl, over: AbortSignal): Promise<void> {
  const { Redis } = await import('ioredis');
  const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null });
  let why: Error | undefined;
  client.on('error', (error) => (why ??= error));
  // A server that says nothing does not hang up either.
  over.addEventListener('abort', () => client.stream?.destroy());
  try {
    await client.connect();
    await client.ping();
    // A database that there is not is told while it goes on with another.
    if (why !== undefined) throw why;
  } catch (error) {
    throw why ?? error;
  } finally {
    client.disconnect();
  }
}

async function pingPostgres({ url }: BrokerUrl): Promise<void> {
  const { Client } = (await import('pg')).default;
  const client = new Client({ connectionString: url, connectionTimeoutMillis: patience });
  client.on('error', () => {});
  await client.connect();
  await client.end();
}

async function tablesMade(who: string, shown: string, queue: Queue): Promise<void> {
  try {
    await queue.waitUntilReady();
  } catch (error) {
    throw unreachable(who, shown, error as Failure);
  } finally {
    await queue.close();
  }
}

interface Failure extends Error {
  readonly code?: string;
  readonly errors?: readonly Error[];
}

/** Why a server cannot be used, by what its driver says or by the code of that. */
const reasons: readonly (readonly [RegExp, string])[] = [
  [
    /WRONGPASS|NOAUTH|ERR AUTH|invalid password|invalid username-password|^28/i,
    'it refuses the user or the password',
  ],
  [/DB index is out of range|^3D000/i, 'there is no such database'],
  [/^ECONNREFUSED/, 'no server listens there'],
  [/^ENOTFOUND|^EAI_AGAIN/, 'there is no such host'],
  [/^ETIMEDOUT/, 'no answer'],
  [/^Connection is closed\.$|RESP type|^EPIPE|^ECONNRESET/, 'what answers there is something else'],
];

function unreachable(who: string, shown: string, error: Failure): UsageError {
  const [first] = error.errors ?? [];
  const { code = '', message } = error.message === '' && first ? (first as Failure) : error;
  const [, known] = reasons.find(([says]) => says.test(code) || says.test(message)) ?? [];
  return new UsageError({
    who,
    rule: `${shown} cannot be used as a queue: ${known ?? message.split('\n', 1)[0]}`,
    remedy: 'nothing is lost; check the address, or start the server',
    exitCode: exitCodes.unloadable,
  });
}
