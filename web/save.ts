import { entrants, experiment } from './store.ts';

/** Attributes that a picture takes along from the style sheet. */
const drawn = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'opacity',
  'paint-order',
  'font-family',
  'font-size',
  'font-weight',
];

/** Saves the picture that is shown, as it looks, to the reader's downloads. */
export async function savePicture(format: 'png' | 'svg'): Promise<void> {
  const { text, width, height } = pictureText();
  const svg = new Blob([text], { type: 'image/svg+xml' });
  download(format === 'svg' ? svg : await rasterized(svg, width, height), `downhill-lab.${format}`);
}

/** The pictures that are shown, one below the other, as one document that needs no style sheet. */
function pictureText(): { readonly text: string; readonly width: number; readonly height: number } {
  const pictures = [...document.querySelectorAll<HTMLElement>('.layers, .chart')];
  const width = Math.max(...pictures.map((one) => one.clientWidth));
  let height = 0;
  const placed = pictures.map((picture) => {
    const layers = [...picture.querySelectorAll<SVGSVGElement>(':scope > svg')].map(inlined);
    const clip = `<svg y="${height}" width="${picture.clientWidth}" height="${picture.clientHeight}">`;
    height += picture.clientHeight + gap;
    return `${clip}${layers.join('')}</svg>`;
  });
  const paper = getComputedStyle(document.body).backgroundColor;
  const box = `viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"`;
  const text = `<svg xmlns="http://www.w3.org/2000/svg" ${box}><rect width="100%" height="100%" fill="${paper}"/>${placed.join('')}</svg>`;
  return { text, width, height };
}

const gap = 16;

/** What is in a layer, each element with its own look. */
function inlined(layer: SVGSVGElement): string {
  const copy = layer.cloneNode(true) as SVGSVGElement;
  const shown = [...layer.querySelectorAll<SVGElement>('*')];
  for (const [i, element] of [...copy.querySelectorAll<SVGElement>('*')].entries()) {
    const style = getComputedStyle(shown[i] as SVGElement);
    const look = drawn.map((name) => `${name}:${style.getPropertyValue(name)}`).join(';');
    element.setAttribute('style', look.replaceAll('"', "'"));
    element.removeAttribute('class');
  }
  return copy.innerHTML;
}

async function rasterized(svg: Blob, width: number, height: number): Promise<Blob> {
  const image = new Image();
  const address = URL.createObjectURL(svg);
  image.src = address;
  await image.decode();
  const canvas = Object.assign(document.createElement('canvas'), {
    width: 2 * width,
    height: 2 * height,
  });
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(address);
  return new Promise((resolve) => {
    canvas.toBlob((blob) => resolve(blob as Blob), 'image/png');
  });
}

/** Hands a file to the reader's downloads. */
export function download(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  Object.assign(document.createElement('a'), { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

/** Saves everything that the picture is drawn from. @param data what that is; default the walks */
export function saveData(data: object = walks()): void {
  const text = `${JSON.stringify({ schema: 1, ...data })}\n`;
  download(new Blob([text], { type: 'application/json' }), 'downhill-lab.json');
}

function walks(): object {
  const runs = entrants.value.map(({ optimizer, way }) => ({
    optimizer,
    path: way.points,
    loss: way.losses,
    learningRate: way.rates,
    divergedAt: way.divergedAt,
  }));
  const { optimizer: _, ...conditions } = experiment.value;
  return { ...conditions, runs };
}
