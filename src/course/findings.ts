import { described, type Figure } from '../figures/index.ts';
import { UsageError } from '../shared/errors.ts';
import { didYouMean } from '../shared/nearest.ts';
import { rounded } from '../shared/stats.ts';
import type { Lesson, Runs } from './lesson.ts';
import type { Block } from './lesson-text.ts';
import {
  filled,
  keeps,
  quotes,
  type Bound,
  type Measures,
  type Quote,
  type Text,
} from './quote.ts';

/** A sentence that holds a measured number to a bound: what prose says and a report asserts. */
export interface Claim {
  /** Its measure; with a number after it where the lesson claims more of the same. */
  readonly id: string;
  /** The sentence, with its numbers in it. */
  readonly text: string;
  readonly value: number;
  readonly bound: Bound;
  /** Whether the value lies within the bound; null in a draft, where claims are not judged. */
  readonly holds: boolean | null;
}

/** What a lesson says of its runs. */
export interface Findings {
  readonly measures: Measures;
  readonly claims: readonly Claim[];
  /** In the order in which they are shown. */
  readonly figures: Readonly<Record<string, Figure>>;
}

/**
 * Puts the numbers of its runs into a lesson's words.
 * @throws UsageError naming file and line of a measure or figure that the lesson does not have, with the nearest
 */
export function findings(lesson: Lesson, runs: Runs): Findings {
  const measures = lesson.measures(runs);
  const known = (kind: string, name: string, table: object, place: string) => {
    if (Object.hasOwn(table, name)) return;
    throw new UsageError({
      who: place,
      rule: `unknown ${kind} "${name}"`,
      remedy: didYouMean(name, Object.keys(table)),
    });
  };
  for (const { names, place } of allQuotes(lesson)) {
    for (const name of names) known('measure', name, measures, place);
  }
  const drawings = lesson.figures(runs);
  const shown = lesson.blocks.flatMap((block) => {
    if (block.kind !== 'figure') return [];
    const { id, title, subtitle, alt, place } = block;
    known('figure', id, drawings, place);
    const words = {
      title: filled(title, measures),
      subtitle: filled(subtitle, measures),
      alt: filled(alt, measures),
    };
    return [[id, described(drawings[id] as (typeof drawings)[string], words)] as const];
  });
  return { measures, claims: claimsOf(lesson, measures), figures: Object.fromEntries(shown) };
}

/** Every quote of a lesson, those of its questions too. */
export function allQuotes({ blocks }: Pick<Lesson, 'blocks'>): readonly Quote[] {
  return blocks.flatMap((block) =>
    block.kind === 'question'
      ? block.question.choices.map(({ held }) => held)
      : texts(block).flatMap(quotes),
  );
}

function texts(block: Block): readonly Text[] {
  if (block.kind === 'figure') return [block.title, block.subtitle, block.alt];
  return 'text' in block ? [block.text] : [];
}

/** The claims of a lesson, judged by its measures. */
export function claimsOf({ blocks }: Lesson, measures: Measures): readonly Claim[] {
  const counted = new Map<string, number>();
  return blocks
    .flatMap(texts)
    .flatMap(sentences)
    .flatMap((sentence) =>
      quotes(sentence).flatMap(({ measure, bound }): Claim[] => {
        if (bound === undefined) return [];
        const count = (counted.get(measure) ?? 0) + 1;
        counted.set(measure, count);
        const value = measures[measure] as number;
        const limits = bound(measures);
        return [
          {
            id: count === 1 ? measure : `${measure}-${count}`,
            text: filled(sentence, measures).trim().replace(/\.$/, ''),
            value: rounded(value),
            bound: {
              ...(limits.above !== undefined && { above: rounded(limits.above) }),
              ...(limits.below !== undefined && { below: rounded(limits.below) }),
            },
            holds: keeps(value, limits),
          },
        ];
      }),
    );
}

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });
/** Stands for a quote while sentences are told apart. */
const stand = '\uFFFC';

function sentences(text: Text): readonly Text[] {
  const waiting = [...quotes(text)];
  const flat = text.map((part) => (typeof part === 'string' ? part.replaceAll('\n', ' ') : stand));
  return Array.from(segmenter.segment(flat.join('')), ({ segment }) =>
    segment
      .split(stand)
      .flatMap((words, i) => (i === 0 ? [words] : [waiting.shift() as Quote, words])),
  );
}
