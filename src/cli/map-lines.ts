import type { Standing, State } from '../workbook/standing.ts';
import { cut, wrapped } from './text.ts';
import { paint } from './paint.ts';

/** How a state is shown. */
export function stateMark(state: State): string {
  if (state === 'passed') return paint('✓', 'green');
  return state === 'current' ? paint('▸', 'yellow') : paint('·', 'dim');
}

/** The course map: parts, lessons with their state, and for a lesson of several exercises how many are passed. */
export function mapLines(standings: readonly Standing[], width: number): string[] {
  const longest = Math.max(...standings.map(({ lesson }) => lesson.id.length));
  const lines: string[] = [];
  let part = '';
  for (const { lesson, state, exercises } of standings) {
    const { id, title, pack } = lesson;
    const place = pack === undefined ? lesson.lecture : `${lesson.lecture} (${pack.name})`;
    if (place !== part) {
      if (lines.length > 0) lines.push('');
      lines.push(paint((part = place), 'bold'));
    }
    const passed = exercises.filter((one) => one.state === 'passed').length;
    const partly = exercises.length > 1 ? `  ${passed} of ${exercises.length}` : '';
    const room = Math.max(4, width - longest - 6 - partly.length);
    lines.push(
      `  ${stateMark(state)} ${id.padEnd(longest)}  ${paint(cut(title, room) + partly, 'dim')}`,
    );
  }
  return lines;
}

/** How much of the course is passed, as a bar and in words: beside each other where there is room. */
export function progressLines(standings: readonly Standing[], width: number): string[] {
  const passed = standings.filter(({ state }) => state === 'passed').length;
  const exercises = standings.flatMap((one) => one.exercises);
  const solved = exercises.filter(({ state }) => state === 'passed').length;
  const full = Math.round((barWidth * passed) / Math.max(1, standings.length));
  const bar = paint('█'.repeat(full), 'green') + paint('░'.repeat(barWidth - full), 'dim');
  const words = `${passed} of ${standings.length} lessons, ${solved} of ${exercises.length} exercises`;
  return barWidth + 1 + words.length > width
    ? [bar, ...wrapped(words, width)]
    : [`${bar} ${words}`];
}

const barWidth = 24;
