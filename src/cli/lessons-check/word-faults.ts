import { allQuotes, findings, type Findings } from '../../course/findings.ts';
import { glossaryFile } from '../../course/glossary.ts';
import { trainings, type Exercise, type Lesson } from '../../course/lesson.ts';
import type { LessonData } from '../../course/lesson-data.ts';
import type { FigureBlock } from '../../course/lesson-text.ts';
import { answerOf, questions } from '../../course/question.ts';
import { keeps, quotes, type Text } from '../../course/quote.ts';
import { numberText } from '../../figures/index.ts';
import { bordering } from '../../training/tune.ts';

/**
 * What an author should mend in the words of a lesson and in the searches that they rest on, a sentence each. What a
 * sentence says in words alone is beyond it: it sees that a title rests on a measure that is held to a bound, not that the two say the same.
 * @param data of a full run, so that claims can be judged
 * @throws UsageError for words that cannot be filled
 */
export function wordFaults(
  lesson: Lesson,
  data: Pick<LessonData, 'experiments' | 'runs'>,
): readonly string[] {
  const found = findings(lesson, data.runs);
  const shown = lesson.blocks.flatMap((block) => (block.kind === 'figure' ? [block] : []));
  return [
    ...lesson.terms
      .filter(({ meaning }) => meaning === '')
      .map(({ name }) => `the concept "${name}" has no meaning in ${glossaryFile}; say it there`),
    ...unusedFaults(lesson, data, found, shown),
    ...lesson.exercises.flatMap(hintFaults),
    ...found.claims.flatMap(claimFaults),
    ...questionFaults(lesson, found),
    ...shown.flatMap((figure) => figureFaults(figure, lesson, data)),
    ...searchFaults(data.runs),
  ];
}

function unusedFaults(
  lesson: Lesson,
  data: Pick<LessonData, 'experiments' | 'runs'>,
  { measures }: Findings,
  shown: readonly FigureBlock[],
): string[] {
  const { file, blocks, exercises } = lesson;
  const named = new Set(allQuotes(lesson).flatMap(({ names }) => names));
  const times = (id: string) => shown.filter((figure) => figure.id === id).length;
  const quoted = blocks.flatMap((block) => (block.kind === 'code' ? [block.id] : []));
  return [
    ...Object.keys(measures)
      .filter((name) => !named.has(name))
      .map((name) => `${file} never quotes the measure "${name}"; quote it or delete it`),
    ...Object.keys(lesson.figures(data.runs))
      .filter((id) => times(id) !== 1)
      .map((id) => `${file} shows the figure "${id}" ${times(id)} times; show it once`),
    ...exercises
      .filter(({ id }) => !quoted.includes(id))
      .map(({ id }) => `${file} never quotes the code of "${id}", which has hints: {{code ${id}}}`),
  ];
}

function hintFaults({ id, hints }: Exercise): string[] {
  const different = new Set(hints.filter((hint) => hint !== ''));
  return different.size === 3 && hints.length === 3
    ? []
    : [`exercise ${id} has ${different.size} different hints; it must have three`];
}

function claimFaults({ id, text, value, bound }: Findings['claims'][number]): string[] {
  if (!keeps(value, bound)) {
    return [`the claim "${id}" fails: ${numberText(value)} in "${text}"`];
  }
  // Of what is held to be near nothing, the double is near nothing too.
  return !keeps(0, bound) && keeps(value / 2, bound) && keeps(2 * value, bound)
    ? [
        `the claim "${id}" can hardly fail: half of ${numberText(value)} would hold, and twice as well`,
      ]
    : [];
}

function questionFaults(lesson: Lesson, { measures }: Findings): string[] {
  return questions(lesson).flatMap((question) => {
    const { text, choices, place } = question;
    const different = new Set(choices.map((choice) => choice.text));
    return [
      ...(text.endsWith('?') ? [] : [`${place}: a question ends in a question mark`]),
      ...(different.size === choices.length && choices.length > 1
        ? []
        : [`${place}: a question offers two choices or more, each once`]),
      ...(answerOf(question, measures) === undefined
        ? [`${place}: exactly one choice must hold, and of these none or several do`]
        : []),
    ];
  });
}

function figureFaults(
  figure: FigureBlock,
  lesson: Lesson,
  data: Pick<LessonData, 'experiments' | 'runs'>,
): string[] {
  const { id, title, subtitle, alt, place } = figure;
  const claimed = new Set(
    allQuotes(lesson)
      .filter(({ bound }) => bound !== undefined)
      .map(({ measure }) => measure),
  );
  const rests = [title, subtitle, alt]
    .flatMap(quotes)
    .some(({ names }) => names.some((name) => claimed.has(name)));
  const settings = new Set(numbersIn(data.experiments));
  const typed = [title, alt].flatMap(typedNumbers).filter((number) => !settings.has(number));
  return [
    ...(rests
      ? []
      : [
          `${place}: what the figure "${id}" says rests on no claim; quote a measure that has a bound, or refer to it: {see name}`,
        ]),
    ...typed.map(
      (number) =>
        `${place}: ${numberText(number)} is typed in the title or alt text of "${id}", and no experiment sets it; quote a measure`,
    ),
  ];
}

/** What was tuned on too narrow a search raced at less than its best, whatever the words say of it. */
function searchFaults(runs: LessonData['runs']): string[] {
  return Object.entries(trainings(runs)).flatMap(([id, { tuning }]) =>
    (tuning ? bordering(tuning) : []).map(
      ({ option, best }) =>
        `the experiment "${id}" is best at ${option} ${numberText(best)}, on the border of its search; try values beyond it`,
    ),
  );
}

/** Numbers as prose writes them, apart from those that are part of a name, such as L2. */
function typedNumbers(text: Text): number[] {
  return text
    .filter((part) => typeof part === 'string')
    .flatMap((part) => part.match(/(?<![\p{L}\d.])\d[\d,]*(?:\.\d+)?/gu) ?? [])
    .map((number) => Number(number.replaceAll(',', '')));
}

/** Every number in plain data, and how long its lists are. */
function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return [
    ...(Array.isArray(value) ? [value.length] : []),
    ...Object.values(value).flatMap(numbersIn),
  ];
}
