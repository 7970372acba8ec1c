import type { SideBySide } from '../workbook/own-part.ts';
import { cut } from './learn/text.ts';
import { paint } from './paint.ts';

/** The reference beside the learner's lines; below them where the window is too narrow for both. */
export function beside({ own, reference, file }: SideBySide, width: number): string[] {
  const left = Math.max(...own.map((line) => line.length), 'yours'.length);
  const right = Math.max(...reference.map((line) => line.length), file.length);
  const bar = paint('│', 'dim');
  if (left + right + 3 <= width) {
    const rows = Math.max(own.length, reference.length);
    return [
      `${paint('yours'.padEnd(left), 'bold')} ${bar} ${paint(file, 'bold')}`,
      ...Array.from(
        { length: rows },
        (_, i) => `${(own[i] ?? '').padEnd(left)} ${bar} ${reference[i] ?? ''}`,
      ),
    ];
  }
  const below = (title: string, lines: readonly string[]) => [
    paint(title, 'bold'),
    ...lines.map((line) => `${bar} ${cut(line, width - 2)}`),
  ];
  return [...below('yours', own), '', ...below(file, reference)];
}
