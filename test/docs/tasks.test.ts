import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ground } from '../../src/lab/grounds.ts';
import { entrantsOf, linkHash, readLink, type LabState } from '../../src/lab/link.ts';
import { locks } from '../../src/lab/locks.ts';
import { judge, type Task } from '../../src/lab/task.ts';
import { walk } from '../../src/lab/walk.ts';
import { teachSays } from '../../web/words.ts';

const page = readFileSync('docs/tasks.md', 'utf8');
const [, json = '', hash = ''] = /```json\n([^]*?)```[^]*?```text\n(.*)\n```/.exec(page) ?? [];
const example = JSON.parse(json) as LabState & { readonly task: Task };

it('shows a link that is the state above it', () => {
  expect(linkHash(example)).toBe(hash);
  expect(readLink(hash)).toEqual(example);
});

/** How many arrive where all walk at that rate. */
function arriving(learningRate: number): number {
  const { experiment, task } = example;
  const walkers = entrantsOf(example).map((one) => {
    const optimizer = { ...one, learningRate };
    return { optimizer, way: walk({ ...experiment, optimizer }) };
  });
  const { isDone, arrivals } = judge(task, walkers, ground(experiment.problem).lowest);
  const count = arrivals.filter((at) => at !== null).length;
  expect(isDone).toBe(count === walkers.length);
  return count;
}

it('says which rate does it, and that others near it do not', () => {
  const rate = Number(/Rate (\S+) brings both/.exec(page)?.[1]);
  expect(arriving(rate)).toBe(2);
  expect(arriving(rate / 2)).toBeLessThan(2);
  expect(arriving(2 * rate)).toBeLessThan(2);
  const before = Number(/at rate (\S+), and neither is there/.exec(page)?.[1]);
  expect(arriving(before)).toBe(0);
  expect(entrantsOf(example).map((one) => one['learningRate'])).toEqual([before, before]);
});

it('lists all that can be hidden, in the words of the page', () => {
  const part = page.slice(page.indexOf('## What can be hidden'), page.indexOf('## In a page'));
  const rows = [...part.matchAll(/^\| `(\w+)`\s*\| (.*?)\s*\|$/gm)].map(([, ...row]) => row);
  expect(rows).toEqual(locks.map((name) => [name, teachSays.locks[name]]));
});
