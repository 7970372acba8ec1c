import { withoutCommands } from '../shared/log-commands.ts';
import { givens, type Instead } from '../verify/given.ts';
import type { Path } from '../verify/path.ts';
import type { Facts, Observation, Signature } from '../verify/probe.ts';
import { withReason } from './denial.ts';
import { doubles, fields, list, NotAsAgreed, number, type Fields } from './plain-data.ts';
import { readSeedResult } from './read-seed-result.ts';
import type { Offer, Origin, Reply, Thrown, Traces } from './words.ts';

/** A reply as a learner's process may send it, copied field by field; undefined for anything else. Never throws. */
export function readReply(value: unknown, token: string): Reply | undefined {
  try {
    const signed = fields(value);
    if (signed['token'] !== token) return undefined;
    const reply = fields(signed['reply']);
    const [word, ...more] = Object.keys(reply);
    if (word === undefined || more.length > 0 || !Object.hasOwn(readers, word)) return undefined;
    return readers[word as keyof typeof readers](reply[word]);
  } catch {
    return undefined;
  }
}

const readers = {
  ready: (value: unknown): Reply => ({ ready: { backend: text(fields(value)['backend'], 20) } }),
  loaded: (value: unknown): Reply => ({ loaded: offer(fields(value)) }),
  failed: (value: unknown): Reply => ({ failed: thrown(fields(value)) }),
  observation: (value: unknown): Reply => ({ observation: observation(fields(value)) }),
  done: (value: unknown): Reply => ({ done: traces(fields(value)) }),
  trained: (value: unknown): Reply => ({ trained: readSeedResult(value) }),
  untrained: (value: unknown): Reply => ({ untrained: thrown(fields(value)) }),
  escaped: (value: unknown): Reply => {
    const by = fields(value)['by'];
    if (by !== 'exception' && by !== 'rejection') throw new NotAsAgreed();
    return { escaped: { ...thrown(fields(value)), by } };
  },
  stuck: (): Reply => ({ stuck: true }),
};

function offer(value: Fields): Offer {
  const { exportedAs, name, form } = value;
  if (form !== 'class' && form !== 'function') throw new NotAsAgreed();
  return {
    exportedAs: text(exportedAs, 100),
    name: text(name, 100),
    form,
  };
}

function origin(value: unknown): Origin {
  const { library, name } = fields(value);
  if (library !== 'downhill' && library !== 'tfjs') throw new NotAsAgreed();
  return { library, name: text(name, 100) };
}

function traces({ used }: Fields): Traces {
  return { used: list(used, 300).map(origin) };
}

function thrown({ message, stack }: Fields): Thrown {
  return {
    message: withReason(text(message, 2000)),
    ...(stack !== undefined && { stack: withReason(text(stack, 4000)) }),
  };
}

function observation(value: Fields): Observation {
  const { id, path, twinPath, thrown: error, skipped, facts: seen } = value;
  return {
    id: text(id, 100),
    path: numbers(path),
    ...(twinPath !== undefined && { twinPath: numbers(twinPath) }),
    ...(error !== undefined && {
      thrown: { ...thrown(fields(error)), update: number(fields(error)['update']) },
    }),
    ...(skipped !== undefined && { skipped: text(skipped, 500) }),
    facts: facts(fields(seen)),
  };
}

function facts({ leakPerUpdate, touched, iterations, signature, instead, read }: Fields): Facts {
  if (touched !== undefined && touched !== 'changed' && touched !== 'disposed') {
    throw new NotAsAgreed();
  }
  return {
    ...(leakPerUpdate !== undefined && { leakPerUpdate: number(leakPerUpdate) }),
    ...(touched !== undefined && { touched }),
    ...(iterations !== undefined && { iterations: number(iterations) }),
    ...(signature !== undefined && { signature: signed(fields(signature)) }),
    ...(instead !== undefined && { instead: otherThan(fields(instead)) }),
    ...(read !== undefined && { read: list(read, 100).map((one) => text(one, 40)) }),
  };
}

function signed({ takes, steps, name, methods }: Fields): Signature {
  if (typeof steps !== 'boolean') throw new NotAsAgreed();
  return {
    takes: text(takes, 200),
    steps,
    ...(name !== undefined && { name: text(name, 40) }),
    ...(methods !== undefined && { methods: list(methods, 10).map((one) => text(one, 40)) }),
  };
}

function otherThan({ of, is }: Fields): Instead {
  const given = givens.find((one) => one === is);
  if ((of !== 'making' && of !== 'result') || given === undefined) throw new NotAsAgreed();
  return { of, is: given };
}

/** What one observation may hold in all: the same array can stand in a message many times at no cost to its sender. */
const most = 5e6;

function numbers(path: unknown): Path {
  const rows = list(path, most);
  let room = most - rows.length;
  return rows.map((one) => {
    const row = doubles(one, room);
    room -= row.length;
    return row;
  });
}

/** Longer text is cut, not refused: what is thrown may say much, but command no build service. */
function text(value: unknown, length: number): string {
  if (typeof value !== 'string') throw new NotAsAgreed();
  return withoutCommands(value.length > length ? `${value.slice(0, length)}...` : value);
}
