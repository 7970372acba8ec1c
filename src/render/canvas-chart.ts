// The fonts set up the canvas and must be imported before whatever else loads it.
import { family } from './fonts.ts';
import { createCanvas, type SKRSContext2D } from 'canvas';
import type { Chart, ChartConfiguration, Plugin } from 'chart.js';
import { ChartJSNodeCanvas } from 'chartjs-node-canvas';
import type { Pixels } from './small-png.ts';
import { SvgPen } from './svg-pen.ts';
import { density, ink, paper } from './theme.ts';

/** Everything is drawn as lines over numeric axes. */
export type Config = ChartConfiguration<'line'>;

/** A chart and its size in CSS pixels. */
export interface Sheet {
  readonly config: Config;
  readonly width: number;
  readonly height: number;
}

let ChartClass: typeof Chart;

// One service for all sizes: each new one would load a chart.js of its own.
const service = new ChartJSNodeCanvas({
  width: 1,
  height: 1,
  chartCallback: (own) => {
    ChartClass = own;
    const { defaults } = own;
    defaults.locale = 'en-US';
    defaults.font.family = family;
    defaults.color = ink;
    defaults.plugins.legend.display = false;
    defaults.plugins.tooltip.enabled = false;
    defaults.events = [];
    defaults.devicePixelRatio = density;
    defaults.animation = false;
    defaults.responsive = false;
  },
});

/** What chart.js draws with is here the canvas package's, which knows nearly all that a browser's does. */
type Context = CanvasRenderingContext2D & SKRSContext2D;

/** `sheet` as pixels. */
export function draw(sheet: Sheet): Pixels {
  const pixels = service.renderToBufferSync(prepared(sheet, [background, raw]));
  return { width: sheet.width * density, height: sheet.height * density, pixels };
}

/** `sheet` as the content of an `svg` element, in tenths of a CSS pixel. @param id of the picture in its page */
export function drawSvg(sheet: Sheet, id: string): string {
  const pen = new SvgPen(id);
  chartOn(pen, sheet).destroy();
  return pen.content();
}

/** Draws `sheet`, without a background, into the picture of `host`, its upper left corner at (left, top). */
export function drawInside(host: Chart, sheet: Sheet, left: number, top: number): void {
  const page = host.ctx as Context | SvgPen;
  if (page instanceof SvgPen) {
    chartOn(page.inside(left, top), sheet).destroy();
    return;
  }
  const canvas = createCanvas(1, 1);
  const chart = chartOn(canvas.getContext('2d') as Context, sheet);
  page.drawImage(canvas, left, top, sheet.width, sheet.height);
  chart.destroy();
}

function chartOn(pen: Context | SvgPen, sheet: Sheet): Chart {
  const config = prepared(sheet, []);
  // A pen that writes has no pixels.
  const options = { ...config.options, ...(pen instanceof SvgPen && { devicePixelRatio: 1 }) };
  return new ChartClass(pen as Context, { ...config, options });
}

function prepared({ config, width, height }: Sheet, below: Plugin<'line'>[]): Config {
  const own = config.plugins ?? [];
  return { ...config, plugins: [sized(width, height), ...below, ...own, released()] };
}

/** chart.js takes its size from the canvas; here the canvas takes it from the sheet. */
function sized(width: number, height: number): Plugin<'line'> {
  return {
    id: 'size',
    beforeInit: (chart) => {
      Object.assign(chart, { width, height });
    },
    // By default the language of the machine decides between forms of a letter.
    afterInit: (chart) => {
      Object.assign(chart.ctx, { lang: 'en' });
    },
  };
}

/** Who asks the canvas for a file is handed its pixels as they are. */
const raw: Plugin<'line'> = {
  id: 'raw',
  afterInit: ({ canvas, ctx }) => {
    const toBuffer = () => {
      const { data } = ctx.getImageData(0, 0, canvas.width, canvas.height);
      return Buffer.from(data.buffer, data.byteOffset, data.byteLength);
    };
    Object.assign(canvas, { toBuffer });
  },
};

const background: Plugin<'line'> = {
  id: 'background',
  beforeDraw: ({ ctx, width, height }) => {
    ctx.save();
    ctx.fillStyle = paper;
    ctx.fillRect(0, 0, width, height);
    ctx.restore();
  },
};

/** Pixels live outside of the JavaScript heap, where the garbage collector does not see them: give them back at once. */
function released(): Plugin<'line'> {
  let canvas: HTMLCanvasElement | null = null;
  return {
    id: 'release',
    beforeDestroy: (chart) => {
      canvas = chart.canvas;
    },
    afterDestroy: () => {
      if (canvas) Object.assign(canvas, { width: 1, height: 1 });
    },
  };
}
