import { styleOf } from '../figures/styles.ts';
import { inkOf } from './color.ts';
import { drawMarker } from './marker.ts';
import { labelFont } from './theme.ts';
import { write, written, type Written } from './written.ts';

/** What a key says of a path or a line. */
interface Named {
  readonly label: string;
  readonly style: string;
}

/** The names of several paths in a row, each after its marker; wrapped where the row is full. */
export interface Key {
  readonly entries: readonly Entry[];
  readonly height: number;
}

interface Entry {
  readonly style: string;
  readonly text: Written;
  readonly left: number;
  readonly top: number;
}

const markerWidth = 34;
const gap = 22;

/** @param width of the row in CSS pixels */
export function pathKey(paths: readonly Named[], width: number): Key {
  const entries: Entry[] = [];
  let [left, top, rowHeight] = [0, 0, 0];
  for (const { label, style } of paths) {
    const text = written([[label, labelFont]], inkOf(styleOf(style).color), width - markerWidth);
    if (left > 0 && left + markerWidth + text.width > width) {
      [left, top, rowHeight] = [0, top + rowHeight, 0];
    }
    entries.push({ style, text, left, top });
    left += markerWidth + text.width + gap;
    rowHeight = Math.max(rowHeight, text.height + 2);
  }
  return { entries, height: entries.length === 0 ? 0 : top + rowHeight + 4 };
}

/** Draws the key with its upper left corner at (left, top). */
export function drawKey(pen: CanvasRenderingContext2D, key: Key, left: number, top: number): void {
  for (const entry of key.entries) {
    const { color, marker, width } = styleOf(entry.style);
    const [x, y] = [left + entry.left, top + entry.top];
    const middle = y + labelFont.size * 0.68;
    pen.save();
    pen.strokeStyle = color;
    pen.lineWidth = width;
    pen.beginPath();
    pen.moveTo(x, middle);
    pen.lineTo(x + 24, middle);
    pen.stroke();
    pen.restore();
    drawMarker(pen, marker, x + 12, middle, 4, color);
    write(pen, entry.text, x + markerWidth - 4, y);
  }
}
