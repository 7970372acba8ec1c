import { stripVTControlCharacters } from 'node:util';
import type { Verdict } from '../../verify/verdict.ts';
import { shownLength } from './text.ts';
import { paint } from '../paint.ts';
import { verdictScreen } from '../verdict-screen.ts';

/** Mistakes that are shown: the likeliest. */
const mostMistakes = 2;

/**
 * A verdict as the course shows it: as `verify` does, without its word on what to type next, and with no more failed
 * probes than there is room for.
 * @param rows lines that there is room for; at least one failed probe is shown in any case
 */
export function verdictLines(verdict: Verdict, width: number, rows = Infinity): string[] {
  const diagnosis = verdict.diagnosis.slice(0, mostMistakes);
  const text = verdictScreen(unbegun({ ...verdict, diagnosis }), {
    width,
    paint: (style, text) => paint(text, style),
    strict: false,
  });
  const blocks = text.trimEnd().split('\n\n');
  const lines = blocks
    .filter((block) => !block.includes('Try: npx downhill verify') && shownLength(block.trim()) > 0)
    .join('\n\n')
    .split('\n');
  return shortened(lines, rows);
}

/** A stub that still throws its task fails everywhere for one reason, which is said once. */
function unbegun(verdict: Verdict): Verdict {
  const todo = /TODO: .+/.exec(verdict.probes.find(({ passed }) => !passed)?.note ?? '')?.[0];
  if (todo === undefined || verdict.verdict !== 'failed') return verdict;
  const message = `It still throws its task. ${todo}`;
  return { ...verdict, probes: [], diagnosis: [], advice: [], message };
}

/** Leaves out failed probes from the last one on. */
function shortened(lines: readonly string[], rows: number): string[] {
  const isItem = (line: string) => /^ {2}[✗≈] /.test(stripVTControlCharacters(line));
  const starts = lines.flatMap((line, i) => (isItem(line) ? [i] : []));
  const first = starts[1];
  if (lines.length <= rows || first === undefined) return [...lines];
  const blank = lines.findIndex((line, i) => i > first && line.trim() === '');
  const end = blank < 0 ? lines.length : blank;
  const spare = rows - (lines.length - (end - first)) - 1;
  const kept = starts.slice(1).findLast((start) => start - first <= spare) ?? first;
  // Those that the screen itself had only named are among them.
  const named = /and (\d+) more: /.exec(lines.slice(kept, end).join('\n'))?.[1] ?? 0;
  const dropped = starts.filter((start) => start >= kept).length + Number(named);
  const more = paint(`  and ${dropped} more; npx downhill check shows them`, 'dim');
  return [...lines.slice(0, kept), more, ...lines.slice(end)];
}
