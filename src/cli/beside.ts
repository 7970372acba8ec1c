import stringWidth from 'fast-string-width';
import type { SideBySide } from '../workbook/own-part.ts';
import { paint } from './paint.ts';
import { cut, filled } from './text.ts';

/** The reference beside the learner's lines; below them where the window is too narrow for both. */
export function beside({ own, reference, file }: SideBySide, width: number): string[] {
  const left = Math.max(...['yours', ...own].map((line) => stringWidth(line)));
  const right = Math.max(...[file, ...reference].map((line) => stringWidth(line)));
  const bar = paint('│', 'dim');
  if (left + right + 3 <= width) {
    const rows = Math.max(own.length, reference.length);
    return [
      `${paint(filled('yours', left), 'bold')} ${bar} ${paint(file, 'bold')}`,
      ...Array.from(
        { length: rows },
        (_, i) => `${filled(own[i] ?? '', left)} ${bar} ${reference[i] ?? ''}`,
      ),
    ];
  }
  const below = (title: string, lines: readonly string[]) => [
    paint(title, 'bold'),
    ...lines.map((line) => `${bar} ${cut(line, width - 2)}`),
  ];
  return [...below('yours', own), '', ...below(file, reference)];
}
