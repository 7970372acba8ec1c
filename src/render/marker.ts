import type { Marker } from '../figures/styles.ts';
import { paper } from './theme.ts';

type Pen = CanvasRenderingContext2D;

/** Draws a marker of that radius with a thin white rim, so that it shows on top of lines. */
export function drawMarker(
  pen: Pen,
  marker: Marker,
  x: number,
  y: number,
  radius: number,
  color: string,
): void {
  pen.save();
  pen.setLineDash([]);
  pen.lineJoin = 'round';
  pen.lineCap = 'round';
  if (marker === 'plus' || marker === 'cross') {
    drawStrokes(pen, x, y, radius, color, marker === 'cross');
  } else {
    outline(pen, marker, x, y, radius);
    pen.strokeStyle = paper;
    pen.lineWidth = 2.4;
    pen.stroke();
    pen.fillStyle = marker === 'ring' ? paper : color;
    pen.fill();
    if (marker === 'ring') {
      pen.strokeStyle = color;
      pen.lineWidth = 2;
      pen.stroke();
    }
  }
  pen.restore();
}

/** A cross on a white ground: something ended here. */
export function drawCross(pen: Pen, x: number, y: number, radius: number, color: string): void {
  pen.save();
  pen.setLineDash([]);
  pen.lineCap = 'round';
  drawStrokes(pen, x, y, radius, color, true);
  pen.restore();
}

function drawStrokes(
  pen: Pen,
  x: number,
  y: number,
  radius: number,
  color: string,
  diagonal: boolean,
): void {
  const arm = diagonal ? radius * 0.85 : radius * 1.15;
  pen.beginPath();
  if (diagonal) {
    pen.moveTo(x - arm, y - arm);
    pen.lineTo(x + arm, y + arm);
    pen.moveTo(x - arm, y + arm);
    pen.lineTo(x + arm, y - arm);
  } else {
    pen.moveTo(x - arm, y);
    pen.lineTo(x + arm, y);
    pen.moveTo(x, y - arm);
    pen.lineTo(x, y + arm);
  }
  pen.strokeStyle = paper;
  pen.lineWidth = 5.6;
  pen.stroke();
  pen.strokeStyle = color;
  pen.lineWidth = 2.6;
  pen.stroke();
}

function outline(pen: Pen, marker: Marker, x: number, y: number, radius: number): void {
  pen.beginPath();
  if (marker === 'circle' || marker === 'ring') {
    pen.arc(x, y, radius, 0, 2 * Math.PI);
  } else {
    // Shapes with corners look smaller than a circle of the same radius.
    for (const [dx, dy] of corners(marker)) pen.lineTo(x + dx * radius, y + dy * radius);
  }
  pen.closePath();
}

function corners(marker: Marker): readonly (readonly [number, number])[] {
  if (marker === 'square') return polygon(4, 1.25, 45);
  if (marker === 'diamond') return polygon(4, 1.35, 0);
  if (marker === 'triangle') return polygon(3, 1.35, -90);
  if (marker === 'wedge') return polygon(3, 1.35, 90);
  const [outer, inner] = [polygon(5, 1.6, -90), polygon(5, 0.68, -54)];
  return outer.flatMap((point, i) => [point, inner[i] as readonly [number, number]]);
}

function polygon(count: number, size: number, turn: number): (readonly [number, number])[] {
  return Array.from({ length: count }, (_, i) => {
    const angle = ((turn + (360 * i) / count) * Math.PI) / 180;
    return [size * Math.cos(angle), size * Math.sin(angle)] as const;
  });
}
