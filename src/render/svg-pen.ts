import { createCanvas } from 'canvas';
import { escaped } from './highlight.ts';
import { simplified, type Point } from './simplified.ts';

/** A part of a path, in tenths of a CSS pixel. */
type Stretch =
  | { readonly kind: 'lines'; readonly points: readonly Point[]; readonly closed: boolean }
  | { readonly kind: 'circle'; readonly centre: Point; readonly radius: number };

/** Left, top, right, bottom. */
type Box = readonly [number, number, number, number];

/** a, b, c, d, e, f of a canvas's transformation. */
type Matrix = readonly [number, number, number, number, number, number];

/** What `save` keeps; every pen starts with it. */
const fresh = {
  fillStyle: '#000000',
  strokeStyle: '#000000',
  lineWidth: 1,
  lineCap: 'butt',
  lineJoin: 'miter',
  lineDashOffset: 0,
  font: '10px sans-serif',
  textAlign: 'left',
  textBaseline: 'alphabetic',
  /** Class of what is drawn in a page; empty for none. */
  className: '',
  dash: [] as readonly number[],
  matrix: [1, 0, 0, 1, 0, 0] as Matrix,
  clipped: undefined as Box | undefined,
};
type State = typeof fresh;

/** On squares side by side. */
const cell = ' class="cell"';

/** How far a point may lie beside a line without being seen, in tenths of a CSS pixel. */
const unseen = 3.5;

const ruler = createCanvas(1, 1).getContext('2d');
ruler.lang = 'en';

/** What pens of one picture write to. */
interface Sink {
  readonly id: string;
  readonly elements: Element[];
  readonly clips: string[];
}

/** A path, or texts, and what they share. */
interface Element {
  readonly attributes: string;
  /** The `d` of a path, or `text` elements. */
  readonly drawn: string;
  /** Around all of it. */
  readonly box: Box;
}

/**
 * So much of a canvas's context as charts draw with, writing SVG: lengths in tenths of a CSS pixel, so that all numbers are
 * whole; points that would not be seen are left out.
 */
export class SvgPen implements Omit<State, 'dash' | 'matrix' | 'clipped'> {
  declare fillStyle: string;
  declare strokeStyle: string;
  declare lineWidth: number;
  declare lineCap: string;
  declare lineJoin: string;
  declare lineDashOffset: number;
  declare font: string;
  declare textAlign: string;
  declare textBaseline: string;
  declare className: string;
  declare private dash: readonly number[];
  declare private matrix: Matrix;
  declare private clipped: Box | undefined;

  /** What chart.js takes for the canvas. */
  readonly canvas: object;
  readonly #sink: Sink;
  readonly #base: Matrix;
  readonly #saved: State[] = [];
  #path: Stretch[] = [];
  #line: Point[] = [];
  #halo: string | undefined;

  /** @param id what the names inside the picture start with, other than in any other picture of the page */
  constructor(
    id: string,
    sink: Sink = { id, elements: [], clips: [] },
    base: Matrix = fresh.matrix,
  ) {
    Object.assign(this, fresh, { matrix: base });
    this.#sink = sink;
    this.#base = base;
    this.canvas = { width: 1, height: 1, style: {}, getContext: () => this };
  }

  /** A pen for another chart within this picture, its upper left corner at (left, top). */
  inside(left: number, top: number): SvgPen {
    return new SvgPen(this.#sink.id, this.#sink, times(this.#base, [1, 0, 0, 1, left, top]));
  }

  /** What was drawn, as the content of an `svg` element whose view box is ten times its size. */
  content(): string {
    const { clips, elements } = this.#sink;
    const written = elements.map(({ attributes, drawn }) =>
      drawn.startsWith('<')
        ? `<g ${attributes}>${drawn}</g>`
        : `<path ${attributes} d="${drawn}"/>`,
    );
    return `${clips.length > 0 ? `<defs>${clips.join('')}</defs>` : ''}${written.join('')}`;
  }

  save(): void {
    const kept = Object.keys(fresh) as (keyof State)[];
    this.#saved.push(Object.fromEntries(kept.map((name) => [name, this[name as 'font']])) as never);
  }
  restore(): void {
    Object.assign(this, this.#saved.pop());
  }
  setTransform(...matrix: Matrix): void {
    this.matrix = times(this.#base, matrix);
  }
  resetTransform(): void {
    this.matrix = this.#base;
  }
  translate(x: number, y: number): void {
    this.matrix = times(this.matrix, [1, 0, 0, 1, x, y]);
  }
  rotate(angle: number): void {
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    this.matrix = times(this.matrix, [cos, sin, -sin, cos, 0, 0]);
  }
  setLineDash(dash: readonly number[]): void {
    this.dash = dash;
  }
  /** Nothing lies below a picture that is just begun. */
  clearRect(): void {}

  beginPath(): void {
    this.#path = [];
    this.#line = [];
  }
  moveTo(x: number, y: number): void {
    this.#end(false);
    this.#line = [this.#at(x, y)];
  }
  lineTo(x: number, y: number): void {
    this.#line.push(this.#at(x, y));
  }
  closePath(): void {
    this.#end(true);
  }
  rect(x: number, y: number, width: number, height: number): void {
    this.moveTo(x, y);
    this.lineTo(x + width, y);
    this.lineTo(x + width, y + height);
    this.lineTo(x, y + height);
    this.closePath();
  }
  /** With corners that are cut, not round: on a few pixels nobody sees the difference. */
  roundRect(x: number, y: number, width: number, height: number, radius: number): void {
    const cut = Math.min(0.45 * radius, width / 2, height / 2);
    this.moveTo(x + cut, y);
    this.lineTo(x + width - cut, y);
    this.lineTo(x + width, y + cut);
    this.lineTo(x + width, y + height - cut);
    this.lineTo(x + width - cut, y + height);
    this.lineTo(x + cut, y + height);
    this.lineTo(x, y + height - cut);
    this.lineTo(x, y + cut);
    this.closePath();
  }
  /** Whole circles only. @throws Error for a part of one */
  arc(x: number, y: number, radius: number, from: number, to: number): void {
    if (to - from < 2 * Math.PI - 1e-6) throw new Error('SvgPen: only whole circles are drawn');
    this.#end(false);
    this.#path.push({ kind: 'circle', centre: this.#at(x, y), radius: 10 * radius });
  }

  /** To the box around the path. */
  clip(): void {
    this.#end(false);
    const box = boxOf(this.#path);
    const [left, top, right, bottom] = this.clipped ?? box;
    this.clipped = [
      Math.max(left, box[0]),
      Math.max(top, box[1]),
      Math.min(right, box[2]),
      Math.min(bottom, box[3]),
    ];
  }
  fill(rule = 'nonzero'): void {
    const even = rule === 'evenodd' ? ' fill-rule="evenodd"' : '';
    this.#draw(`fill="${short(this.fillStyle)}"${even}`, 0);
  }
  stroke(): void {
    if (this.strokeStyle === 'transparent') return;
    const { lineWidth: width, lineCap, lineJoin, dash } = this;
    const cap = lineCap === 'butt' ? '' : ` stroke-linecap="${lineCap}"`;
    const join = lineJoin === 'miter' ? '' : ` stroke-linejoin="${lineJoin}"`;
    const dashes = dash.length > 0 ? ` stroke-dasharray="${dash.map(tenths).join(' ')}"` : '';
    const line = `stroke="${short(this.strokeStyle)}" stroke-width="${tenths(width)}"`;
    this.#draw(`${line}${cap}${join}${dashes}`, 5 * width);
  }
  fillRect(x: number, y: number, width: number, height: number): void {
    this.beginPath();
    this.rect(x, y, width, height);
    // Cells that touch show no seam: a page draws them with crisp edges.
    this.#draw(`fill="${short(coarse(this.fillStyle))}"${cell}`, 0);
    this.beginPath();
  }
  strokeRect(x: number, y: number, width: number, height: number): void {
    this.beginPath();
    this.rect(x, y, width, height);
    this.stroke();
    this.beginPath();
  }

  measureText(text: string): TextMetrics {
    ruler.font = this.font;
    return ruler.measureText(text);
  }
  /** The halo of the text that is filled next. */
  strokeText(): void {
    const width = tenths(this.lineWidth);
    this.#halo = ` stroke="${short(this.strokeStyle)}" stroke-width="${width}" stroke-linejoin="round" paint-order="stroke"`;
  }
  fillText(text: string, x: number, y: number): void {
    const size = Number(/([\d.]+)px/.exec(this.font)?.[1] ?? 10);
    const down = { middle: 0.36, top: 0.8, bottom: -0.2 }[this.textBaseline] ?? 0;
    const [a, b, , , e, f] = times(this.matrix, [1, 0, 0, 1, x, y + down * size]);
    const turned = Math.abs(b) > 1e-6;
    const place = turned
      ? `transform="translate(${tenths(e)} ${tenths(f)})rotate(${Math.round((Math.atan2(b, a) * 180) / Math.PI)})"`
      : `x="${tenths(e)}" y="${tenths(f)}"`;
    const anchors: Readonly<Record<string, string>> = {
      center: 'middle',
      right: 'end',
      end: 'end',
    };
    const anchor = anchors[this.textAlign];
    const bold = this.font.startsWith('bold') ? ' font-weight="700"' : '';
    // In whatever letters it is shown, it is as wide as here.
    const length = tenths(this.measureText(text).width);
    const width = text.length > 4 ? ` textLength="${length}" lengthAdjust="spacingAndGlyphs"` : '';
    const reach = length + 10 * size;
    this.#add({
      attributes: `fill="${short(this.fillStyle)}" font-size="${tenths(size)}"${bold}${anchor ? ` text-anchor="${anchor}"` : ''}${this.#halo ?? ''}`,
      drawn: `<text ${place}${width}>${escaped(text)}</text>`,
      box: [10 * e - reach, 10 * f - reach, 10 * e + reach, 10 * f + reach],
    });
    this.#halo = undefined;
  }

  #at(x: number, y: number): Point {
    const [a, b, c, d, e, f] = this.matrix;
    return [10 * (a * x + c * y + e), 10 * (b * x + d * y + f)];
  }

  #end(closed: boolean): void {
    const points = this.#line;
    this.#line = [];
    if (points.length > 1) this.#path.push({ kind: 'lines', points, closed });
    if (closed && points[0]) this.#line = [points[0]];
  }

  #draw(attributes: string, reach: number): void {
    const begun = this.#line;
    this.#end(false);
    if (begun.length > 0) this.#line = begun.slice(-1);
    const drawn = this.#path.map(pathOf).join('');
    if (drawn === '') return;
    const [left, top, right, bottom] = boxOf(this.#path);
    const box: Box = [left - reach, top - reach, right + reach, bottom + reach];
    const clip = this.#clipFor(box);
    const named = this.className === '' ? '' : ` class="${this.className}"`;
    this.#add({ attributes: attributes + named + clip, drawn, box });
  }

  /** Draws an element, together with an earlier one of the same attributes where that looks the same. */
  #add(element: Element): void {
    const { elements } = this.#sink;
    const last = elements.at(-1);
    const line = last && outlined(last, element);
    if (line) {
      elements.pop();
      this.#add(line);
      return;
    }
    for (let i = elements.length - 1; i >= 0; i--) {
      const earlier = elements[i] as Element;
      const apart = isApart(earlier, element);
      if (earlier.attributes === element.attributes && (apart || isPlain(element))) {
        const drawn = earlier.drawn + element.drawn;
        elements[i] = { ...earlier, drawn, box: around(earlier.box, element.box) };
        return;
      }
      // What lies over another stays over it.
      if (!apart) break;
    }
    elements.push(element);
  }

  /** Nothing where all of it lies inside. */
  #clipFor([left, top, right, bottom]: Box): string {
    const clip = this.clipped?.map(Math.round) as Box | undefined;
    if (clip === undefined) return '';
    const fits = left >= clip[0] && top >= clip[1] && right <= clip[2] && bottom <= clip[3];
    if (fits) return '';
    const { clips, id } = this.#sink;
    const shape = `<path d="M${clip[0]} ${clip[1]}H${clip[2]}V${clip[3]}H${clip[0]}z"/></clipPath>`;
    const known = clips.findIndex((one) => one.endsWith(shape));
    const number =
      known < 0 ? clips.push(`<clipPath id="${id}-${clips.length}">${shape}`) - 1 : known;
    return ` clip-path="url(#${id}-${number})"`;
  }
}

function times([a, b, c, d, e, f]: Matrix, [a2, b2, c2, d2, e2, f2]: Matrix): Matrix {
  return [
    a * a2 + c * b2,
    b * a2 + d * b2,
    a * c2 + c * d2,
    b * c2 + d * d2,
    a * e2 + c * f2 + e,
    b * e2 + d * f2 + f,
  ];
}

/** Whether neither covers a part of the other. Cells of images never do. */
function isApart(a: Element, b: Element): boolean {
  if (a.attributes.includes(cell) && b.attributes.includes(cell)) return true;
  const [left, top, right, bottom] = a.box;
  return left >= b.box[2] || top >= b.box[3] || right <= b.box[0] || bottom <= b.box[1];
}

/** Whether it looks the same however often it is painted over itself. */
function isPlain({ attributes, drawn }: Element): boolean {
  return drawn.startsWith('<') || !/rgba|evenodd|fill.*stroke/.test(attributes);
}

function around(a: Box, b: Box): Box {
  return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])];
}

/** A filled path and the line around it as one element; undefined where they are not. */
function outlined(filled: Element, line: Element): Element | undefined {
  if (filled.drawn !== line.drawn || !line.attributes.startsWith('stroke')) return undefined;
  const [fill = '', ...rest] = filled.attributes.split(/ (?=class|clip-path)/);
  const alike = rest.every((one) => line.attributes.includes(` ${one}`));
  if (
    !fill.startsWith('fill') ||
    fill.includes('stroke') ||
    filled.attributes.includes(cell) ||
    !alike
  )
    return undefined;
  return { ...line, attributes: `${fill} ${line.attributes}` };
}

const tenths = (pixels: number) => Math.round(10 * pixels);

/** The nearest of 32 steps a channel: an image of many cells then has few colours, and looks the same. */
function coarse(color: string): string {
  const channel = (text: string) => Math.min(255, 8 * Math.round(parseInt(text, 16) / 8));
  return color.replaceAll(/(?<=^#(?:..)*)[\da-f]{2}/g, (text) =>
    channel(text).toString(16).padStart(2, '0'),
  );
}

/** A colour in few letters. */
function short(color: string): string {
  return color
    .replace(/^#(.)\1(.)\2(.)\3$/, '#$1$2$3')
    .replaceAll(', ', ',')
    .toLowerCase();
}

function boxOf(path: readonly Stretch[]): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  const see = ([x, y]: Point, around = 0) => {
    left = Math.min(left, x - around);
    top = Math.min(top, y - around);
    right = Math.max(right, x + around);
    bottom = Math.max(bottom, y + around);
  };
  for (const one of path) {
    if (one.kind === 'circle') see(one.centre, one.radius);
    else for (const point of one.points) see(point);
  }
  return [left, top, right, bottom];
}

function pathOf(stretch: Stretch): string {
  if (stretch.kind === 'circle') {
    const [x, y] = [Math.round(stretch.centre[0]), Math.round(stretch.centre[1])];
    const r = Math.round(stretch.radius);
    return `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;
  }
  const [first, ...rest] = simplified(stretch.points, unseen).map(
    ([x, y]) => [Math.round(x), Math.round(y)] as const,
  ) as [Point, ...Point[]];
  let [x, y] = first;
  let path = `M${x} ${y}`;
  for (const [nextX, nextY] of rest) {
    path += step(nextX - x, nextY - y);
    [x, y] = [nextX, nextY];
  }
  return stretch.closed ? `${path}z` : path;
}

function step(dx: number, dy: number): string {
  if (dx === 0 && dy === 0) return '';
  if (dy === 0) return `h${dx}`;
  return dx === 0 ? `v${dy}` : `l${dx}${dy < 0 ? '' : ' '}${dy}`;
}
