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

/** The layers of the picture as one document that needs no style sheet. */
function pictureText(): { readonly text: string; readonly width: number; readonly height: number } {
  const layers = [...document.querySelectorAll<SVGSVGElement>('.layers svg')];
  const { clientWidth: width, clientHeight: height } = layers[0] as SVGSVGElement;
  const inner = layers.map((layer) => {
    const copy = layer.cloneNode(true) as SVGSVGElement;
    const [from, to] = [layer, copy].map((one) => [...one.querySelectorAll<SVGElement>('*')]) as [
      SVGElement[],
      SVGElement[],
    ];
    for (const [i, element] of to.entries()) {
      const style = getComputedStyle(from[i] as SVGElement);
      element.setAttribute(
        'style',
        drawn.map((name) => `${name}:${style.getPropertyValue(name)}`).join(';'),
      );
      element.removeAttribute('class');
    }
    return copy.innerHTML;
  });
  const text = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${inner.join('')}</svg>`;
  return { text, width, height };
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

function download(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  Object.assign(document.createElement('a'), { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}

/** Saves everything that the picture is drawn from. */
export function saveData(): void {
  const runs = entrants.value.map(({ optimizer, way }) => ({
    optimizer,
    path: way.points,
    loss: way.losses,
    learningRate: way.rates,
    divergedAt: way.divergedAt,
  }));
  const { optimizer: _, ...conditions } = experiment.value;
  const text = `${JSON.stringify({ schema: 1, ...conditions, runs })}\n`;
  download(new Blob([text], { type: 'application/json' }), 'downhill-lab.json');
}
