import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { linkHash, mostEntrants, readLink, type LabState } from '../../src/lab/link.ts';
import { mostOwn, pointKinds } from '../../src/lab/net-state.ts';
import { NetTraining } from '../../src/lab/net-training.ts';
import { words } from '../../web/words.ts';

const page = readFileSync('docs/links.md', 'utf8');
const examples = [...page.matchAll(/```json\n([^]*?)```/g)].map(
  ([, json = '']) => JSON.parse(json) as LabState,
);
const [noise, net] = examples as [LabState, LabState];

/** The keys that the table below a heading names. */
function keysUnder(heading: string): string[] {
  const [, part = ''] = page.split(heading);
  const table = part.slice(0, part.search(/\n\n(?!\|)[^|]*\n\n(?!\|)|\n## |$(?![^])/));
  return [...table.matchAll(/^\| `(\w+)`/gm)].map(([, key = '']) => key);
}

/** The keys that a refusal of an empty part asks for, one after the other, and those that may be left out. */
function isKnown(key: string, part: object, inLink: (part: object) => LabState): boolean {
  try {
    readLink(linkHash(inLink({ ...part, [key]: Symbol.for(key).toString() })));
    return true;
  } catch (error) {
    return !(error as Error).message.includes('unknown option');
  }
}

describe('the page on links', () => {
  it('shows states that are links, there and back', () => {
    expect(examples).toHaveLength(2);
    for (const state of examples) expect(readLink(linkHash(state))).toEqual(state);
  });

  it.each([
    ['# What a link', noise, (part: object) => part as LabState],
    ['## `noise`', noise.noise, (part: object) => ({ ...noise, noise: part }) as LabState],
    ['## `net`', net.net, (part: object) => ({ ...net, net: part }) as LabState],
  ])(
    'names no key that links do not have, and all that are in its examples: %s',
    (heading, part, inLink) => {
      const keys = keysUnder(heading);
      expect(keys.length).toBeGreaterThan(2);
      expect(keys.filter((key) => !isKnown(key, part as object, inLink))).toEqual([]);
      expect(isKnown('nonsense', part as object, inLink)).toBe(false);
      expect(Object.keys(part as object).filter((key) => !keys.includes(key))).toEqual([]);
    },
  );

  it('says the bounds and the names as they are', () => {
    expect(page).toContain(`at most ${['seven'][mostEntrants - 8]}.`);
    expect(page).toContain(`at most ${mostOwn}:`);
    for (const kind of pointKinds) expect(page).toContain(`\`${kind}\``);
    const index = readFileSync('web/views/index.ts', 'utf8');
    const views = [...index.matchAll(/(?:name: |late\()'([\w-]+)'/g)].map(([, view]) => view);
    expect(views).toHaveLength(Object.keys(words.views).length - 1);
    for (const view of views) expect(page).toContain(`\`${view}\``);
  });

  it('shows a batch that has the noise of its problem, and a net that goes on with another rule', () => {
    const { single, batch } = noise.noise as { single: number; batch: number };
    expect(single / Math.sqrt(batch)).toBe(noise.experiment.problem['noise']);
    const state = net.net as NonNullable<LabState['net']>;
    const { before: _, ...alone } = state;
    const [both, adam] = [new NetTraining(state), new NetTraining(alone)].map((one) =>
      one.at(200).flatMap(({ values }) => values),
    );
    expect(both).not.toEqual(adam);
  });
});
