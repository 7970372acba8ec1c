import { createCanvas, loadImage } from 'canvas';
import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { phone, wide, type Format } from '../../src/render/format.ts';
import { renderPng } from '../../src/render/png.ts';
import { SvgPen } from '../../src/render/svg-pen.ts';
import { renderSvg } from '../../src/render/svg.ts';
import type { Picture } from '../../src/figures/figure.ts';
import { decoded } from './decoded.ts';
import {
  sampleContours,
  sampleCurves,
  sampleDots,
  sampleImages,
  sampleParallel,
} from './sample-figures.ts';

const samples = {
  curves: sampleCurves,
  contours: sampleContours,
  dots: sampleDots,
  images: sampleImages,
  parallel: sampleParallel,
};

/** An `svg` element as the canvas draws it, in the letters and the size of the PNG. */
async function drawn(svg: string, width: number, height: number): Promise<Uint8ClampedArray> {
  const root = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="Downhill Sans" `;
  // The canvas paints a halo over its text.
  const alone = svg.replace('<svg ', root).replaceAll(/ stroke="[^>]+ paint-order="stroke"/g, '');
  const image = await loadImage(Buffer.from(alone));
  const pen = createCanvas(width, height).getContext('2d');
  pen.fillStyle = '#ffffff';
  pen.fillRect(0, 0, width, height);
  pen.drawImage(image, 0, 0, width, height);
  return pen.getImageData(0, 0, width, height).data;
}

/** Means of red, green and blue over squares of four pixels, where half a pixel of a letter does not matter. */
function coarse(pixels: Uint8ClampedArray, width: number, height: number): Float64Array {
  const [columns, rows] = [Math.ceil(width / 4), Math.ceil(height / 4)];
  const means = new Float64Array(3 * columns * rows);
  for (let i = 0; i < width * height; i++) {
    const [column, row] = [Math.floor((i % width) / 4), Math.floor(Math.floor(i / width) / 4)];
    for (const c of [0, 1, 2]) means[3 * (row * columns + column) + c]! += pixels[4 * i + c]! / 16;
  }
  return means;
}

/** Share of squares in which a channel is off by more than a sixth of its range. */
async function differing(figure: Picture, format: Format): Promise<number> {
  const { width, height, pixels } = await decoded(renderPng(figure, format));
  const ours = await drawn(renderSvg(figure, format, 'a'), width, height);
  const [expected, got] = [pixels, ours].map((one) => coarse(one, width, height));
  const off = expected!.map((value, i) => Math.abs(value - got![i]!));
  return off.filter((one) => one > 42).length / off.length;
}

describe.each(Object.entries(samples))('an SVG of %s', (_, figure) => {
  it.each([wide, phone])('shows for $name what the PNG shows', async (format) => {
    expect(await differing(figure, format)).toBeLessThan(0.01);
  });

  it('says what it shows to those who do not see it', () => {
    expect(renderSvg(figure, wide, 'a')).toContain(`role="img" aria-label="${figure.alt}"`);
  });

  it('names nothing inside as another picture of the page does', () => {
    const ids = ['a', 'b'].flatMap((id) =>
      [...renderSvg(figure, wide, id).matchAll(/ id="([^"]+)"/g)].map(([, name]) => name),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('a pen that writes', () => {
  const line = (points: readonly (readonly [number, number])[]) => {
    const pen = new SvgPen('a');
    pen.beginPath();
    for (const [x, y] of points) pen.lineTo(x, y);
    pen.stroke();
    return /d="([^"]+)"/.exec(pen.content())?.[1];
  };

  it.each(['', 'walked', 'cell'])(
    'writes a shape of the class "%s" with its outline as XML',
    (name) => {
      const pen = new SvgPen('a');
      Object.assign(pen, { className: name, fillStyle: '#e69f00', strokeStyle: '#ffffff' });
      pen.beginPath();
      for (const [x, y] of [
        [0, 0],
        [4, 0],
        [4, 4],
      ] as const)
        pen.lineTo(x, y);
      pen.closePath();
      pen.fill();
      pen.stroke();
      const svg = `<svg xmlns="http://www.w3.org/2000/svg">${pen.content()}</svg>`;
      const { document } = new JSDOM(svg, { contentType: 'image/svg+xml' }).window;
      const drawn = [...document.querySelectorAll('[fill="#e69f00"], [stroke="#fff"]')];
      expect(drawn.map((one) => one.getAttribute('class') ?? '')).toEqual(drawn.map(() => name));
      expect(drawn).toHaveLength(name === 'cell' ? 2 : 1);
    },
  );

  it('leaves out points that nobody sees', () => {
    expect(line(Array.from({ length: 1000 }, (_, i) => [i / 10, 3]))).toBe('M0 30h999');
    expect(line(Array.from({ length: 100 }, (_, i) => [i, 3 + 0.1 * (i % 2)]))).toBe('M0 30l990 1');
  });

  it('keeps every corner that is seen', () => {
    const zigzag = Array.from({ length: 9 }, (_, i) => [10 * i, i % 2] as const);
    expect(line(zigzag)?.match(/[hvl]/g)).toHaveLength(8);
  });

  it('cuts off only what lies outside', () => {
    const pen = new SvgPen('a');
    pen.rect(0, 0, 50, 50);
    pen.clip();
    pen.fillRect(10, 10, 20, 20);
    pen.fillStyle = '#ff0000';
    pen.fillRect(40, 40, 20, 20);
    expect(pen.content().match(/<path [^>]+clip-path/g)).toHaveLength(1);
    expect(pen.content()).toContain('<clipPath id="a-0"><path d="M0 0H500V500H0z"/></clipPath>');
  });

  describe('writes together what looks the same together:', () => {
    const squares = (...all: readonly (readonly [left: number, color: string])[]) => {
      const pen = new SvgPen('a');
      for (const [left, color] of all) {
        pen.fillStyle = color;
        pen.beginPath();
        pen.rect(left, 0, 10, 10);
        pen.fill();
      }
      return pen
        .content()
        .replaceAll(/ d="([^"]+)"/g, (_, path: string) => `:${path.match(/M/g)?.length}`);
    };
    const [red, blue, glass] = ['#ff0000', '#0000ff', 'rgba(0, 0, 0, 0.5)'];

    it('what lies apart, whatever comes between', () => {
      expect(squares([0, red], [20, blue], [40, red])).toBe(
        '<path fill="#f00":2/><path fill="#00f":1/>',
      );
    });

    it('not what would come to lie under another', () => {
      expect(squares([0, red], [5, blue], [9, red])).toBe(
        '<path fill="#f00":1/><path fill="#00f":1/><path fill="#f00":1/>',
      );
    });

    it('not what is painted over itself and shows it', () => {
      expect(squares([0, red], [5, red])).toBe('<path fill="#f00":2/>');
      expect(squares([0, glass], [20, glass])).toBe('<path fill="rgba(0,0,0,0.5)":2/>');
      expect(squares([0, glass], [5, glass]).match(/<path/g)).toHaveLength(2);
    });

    it('a shape and the line around it, but not the lines of shapes that overlap', () => {
      const outlined = (...lefts: readonly number[]) => {
        const pen = new SvgPen('a');
        pen.fillStyle = red;
        for (const left of lefts) {
          pen.beginPath();
          pen.rect(left, 0, 10, 10);
          pen.fill();
          pen.stroke();
        }
        return pen.content();
      };
      const both = 'fill="#f00" stroke="#000" stroke-width="10"';
      expect(outlined(0, 20)).toBe(`<path ${both} d="M0 0h100v100h-100zM200 0h100v100h-100z"/>`);
      expect(outlined(0, 5).match(new RegExp(both, 'g'))).toHaveLength(2);
    });

    it('and not what nobody sees', () => {
      const pen = new SvgPen('a');
      pen.strokeStyle = 'transparent';
      pen.strokeRect(0, 0, 10, 10);
      expect(pen.content()).toBe('');
    });
  });

  it('leaves holes empty, dashes lines and sets a text upright, as the canvas does', async () => {
    const shapes = (pen: SvgPen | CanvasRenderingContext2D) => {
      pen.fillStyle = '#000000';
      pen.beginPath();
      pen.rect(5, 5, 40, 40);
      pen.rect(15, 15, 20, 20);
      pen.fill('evenodd');
      pen.setLineDash([10, 10]);
      pen.lineWidth = 4;
      pen.beginPath();
      pen.moveTo(0, 60);
      pen.lineTo(100, 60);
      pen.stroke();
      pen.translate(80, 50);
      pen.rotate(-Math.PI / 2);
      pen.font = 'bold 30px "Downhill Sans"';
      pen.fillText('HHH', 0, 0);
    };
    const [ours, canvas] = [new SvgPen('a'), createCanvas(100, 100)];
    const context = canvas.getContext('2d');
    context.fillStyle = '#ffffff';
    context.fillRect(0, 0, 100, 100);
    shapes(ours);
    shapes(context as unknown as CanvasRenderingContext2D);
    const svg = `<svg viewBox="0 0 1000 1000" fill="none">${ours.content()}</svg>`;
    const [expected, got] = [context.getImageData(0, 0, 100, 100).data, await drawn(svg, 100, 100)];
    const off = expected.filter((value, i) => Math.abs(value - (got[i] ?? 0)) > 64);
    expect(off.length).toBeLessThan(0.01 * expected.length);
  });

  it('writes a text as wide as the layout took it, whatever the letters', () => {
    const pen = new SvgPen('a');
    pen.font = 'bold 20px sans-serif';
    pen.fillText('a < wide', 3, 4);
    const width = Math.round(10 * pen.measureText('a < wide').width);
    expect(pen.content()).toBe(
      `<g fill="#000" font-size="200" font-weight="700"><text x="30" y="40" textLength="${width}" lengthAdjust="spacingAndGlyphs">a &lt; wide</text></g>`,
    );
  });

  it('refuses a part of a circle', () => {
    expect(() => new SvgPen('a').arc(0, 0, 1, 0, Math.PI)).toThrow('only whole circles');
  });
});
