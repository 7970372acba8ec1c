import type { Verdict } from '../verify/verdict.ts';
import { isLibraryWork, round, type Check, type Grade } from './grade.ts';
import { plainText } from './plain-text.ts';
import { publicVerdict } from './public-verdict.ts';
import type { Rubric } from './rubric.ts';
import { convention } from './sentences.ts';

/**
 * Gradescope's `results.json`: a test with points for each probe, hidden ones shown when the rubric says so. What a
 * learner reads at once (the top) holds nothing that only hidden probes know.
 * @see https://gradescope-autograders.readthedocs.io/en/latest/specs/
 */
export function gradescope(grades: readonly Grade[], rubric: Rubric): string {
  const sum = (part: (grade: Grade) => number) =>
    round(grades.reduce((sum, grade) => sum + part(grade), 0));
  const document = {
    score: sum(({ score }) => score),
    execution_time: Math.round(sum(({ verdict }) => verdict.seconds)),
    output: grades.map((grade) => summary(grade, rubric)).join('\n\n'),
    output_format: 'md',
    stdout_visibility: 'hidden',
    tests: grades.flatMap((grade, file) =>
      grade.checks.map((check, index) => ({
        score: check.score,
        max_score: check.max,
        status: check.status === 'passed' || check.status === 'skipped' ? 'passed' : 'failed',
        name: `${grades.length > 1 ? `${plainText(grade.verdict.file)}: ` : ''}${check.id}: ${check.about}`,
        number: `${file + 1}.${index + 1}`,
        output: plainText(check.message ?? '', 2000),
        output_format: 'text',
        tags: tags(check, grade.verdict),
        visibility: check.hidden ? rubric.visibility : 'visible',
      })),
    ),
    extra_data: {
      files: grades.map(({ verdict: { file, as, verdict, diagnosis }, score, max }) => ({
        file,
        as,
        verdict,
        score,
        max_score: max,
        diagnosis: diagnosis.map(({ id, match }) => ({ id, match })),
      })),
    },
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function tags({ status }: Check, { as, diagnosis }: Verdict): string[] {
  const [best] = diagnosis;
  const named = status === 'failed' && best !== undefined ? [best.id] : [];
  return [...(as === null ? [] : [as]), ...named];
}

/** Our own words are Markdown; what comes from the learner's file stands in a code block, where it can format nothing. */
function summary(grade: Grade, rubric: Rubric): string {
  const { verdict, hidden } = publicVerdict(grade.verdict, rubric);
  const { file, as, probes, diagnosis, advice, message, output } = verdict;
  const passed = probes.filter(({ passed }) => passed).length;
  const publicly = hidden > 0 ? 'public checks' : 'checks';
  const work = diagnosis.find(isLibraryWork);
  const whose = work === undefined ? '' : `${work.fault}; `;
  const name = plainText(file).replaceAll(/[`\n]/g, ' ');
  return [
    `**\`${name}\`**${as === null ? '' : ` as ${as}`}: ${whose}${
      probes.length === 0 ? verdict.verdict : `${passed} of ${probes.length} ${publicly} passed`
    }${hidden > 0 ? `; ${hidden} more are hidden` : ''}.`,
    ...(message === undefined ? [] : [block(message)]),
    ...(verdict.verdict === 'convention' ? [`A convention: ${convention(verdict)}.`] : []),
    ...(verdict.verdict === 'convention' ? [] : diagnosis.map(mistake)),
    ...advice.map((one) => `- ${plainText(one)}`),
    ...(output ? [`The file printed:\n\n${block(output)}`] : []),
  ].join('\n\n');
}

function mistake({ fault, match, remedy, lesson }: Verdict['diagnosis'][number]): string {
  const near = match === 'close' ? 'close to, though not the same as: ' : '';
  const read = lesson === undefined ? '' : ` See the lesson on ${lesson}.`;
  return `- ${near}**${fault}**. Remedy: ${remedy.replace(/\.$/, '')}.${read}`;
}

function block(text: string): string {
  const clean = plainText(text, 4000);
  const longest = Math.max(2, ...[...clean.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${clean}\n${fence}`;
}
