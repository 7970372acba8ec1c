import { numberText } from '../figures/index.ts';
import { markdownTable } from '../render/markdown.ts';
import { list } from '../shared/sentence.ts';
import { folded } from './folded.ts';
import { lastBits } from '../verify/function-peer.ts';
import type { Validation } from '../verify/validation.ts';
import type { RecordedBackends } from './recorded-backends.ts';

const left = (label: string) => ({ label, align: 'left' as const });
/** Explanations that a page shows at once. */
const few = 4;

const right = (label: string) => ({ label, align: 'right' as const });

/**
 * Which member agrees with which peer, and how closely: on the backend of the run and, in a column each, on those that were
 * recorded.
 * @param named what stands for a member. Default: its name
 */
export function validationsSection(
  validations: readonly Validation[],
  backend: string,
  recorded: RecordedBackends,
  named: (member: string) => string = (member) => member,
): readonly string[] {
  const known = (one: Validation) =>
    recorded.backends.map(({ name, validations }) => ({
      name,
      found: validations.find(({ member, peer }) => member === one.member && peer === one.peer),
    }));
  const others = recorded.backends.filter(
    ({ name }) =>
      name !== backend &&
      validations.some((one) => known(one).some((other) => other.name === name && other.found)),
  );
  const rows = validations.map((one) => {
    const { member, peer, updates, maxError, allowed, agrees } = one;
    const elsewhere = others.map(({ name }) => known(one).find((other) => other.name === name));
    const differing = elsewhere.filter((other) => other?.found?.agrees === false);
    return [
      named(member),
      `\`${peer}\``,
      String(updates),
      error(maxError),
      ...elsewhere.map((other) => (other?.found ? error(other.found.maxError) : '–')),
      numberText(allowed),
      [
        agrees ? 'agrees' : '**differs**',
        ...differing.map((other) => `**differs on ${other?.name}**`),
      ].join(', '),
    ];
  });
  return [
    `Same inputs. A number is the largest error, relative to the largest value that there was: on \`${backend}\`, where this was run${others.length > 0 ? `, and as recorded on ${list(others.map(({ name, device }) => `\`${name}\` (${device})`))}` : ''}.`,
    markdownTable(
      [
        left('member'),
        left('peer'),
        right('updates'),
        right(`error on ${backend}`),
        ...others.map(({ name }) => right(`on ${name}`)),
        right('allowed'),
        left('verdict'),
      ],
      rows,
    ),
    ...explanations(validations),
  ];
}

/** A few stand below the table, many are folded. */
function explanations(validations: readonly Validation[]): readonly string[] {
  const lines = validations
    .filter(({ explanation }) => explanation !== '')
    .map(({ member, peer, explanation }) => `- ${member}, \`${peer}\`: ${explanation}`);
  if (lines.length <= few) return lines.length === 0 ? [] : [lines.join('\n')];
  return [folded('Why this peer, and where a difference comes from', lines.join('\n'))];
}

function error(value: number): string {
  if (value === 0) return 'bit-identical';
  return value <= lastBits ? `< ${numberText(lastBits)}` : numberText(value);
}
