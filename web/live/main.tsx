import { render } from 'preact';
import type { LiveData } from '#src/figures/packed';
import { LiveCurves } from './curves.tsx';
import { LiveDots } from './dots.tsx';
import { LiveWalks } from './walks.tsx';

/** The style of live figures, which the build puts here. */
declare const liveStyle: string;

const figures = document.querySelectorAll<HTMLElement>('figure[data-live]');
if (figures.length > 0) {
  document.head.append(Object.assign(document.createElement('style'), { textContent: liveStyle }));
}
for (const [i, figure] of figures.entries()) enliven(figure, `live-${i}`);

/** Puts the live figure beside its pictures: curves and dots take their place on screens, ways are drawn into them. */
function enliven(figure: HTMLElement, id: string): void {
  const text = figure.querySelector(':scope > script')?.textContent ?? '';
  const { figure: data, plots } = JSON.parse(text) as LiveData;
  const pictures = [...figure.querySelectorAll<SVGSVGElement>(':scope > svg')];
  const alt = pictures[0]?.getAttribute('aria-label') ?? '';
  const place = Object.assign(document.createElement('div'), { className: 'live' });
  figure.querySelector('figcaption')?.before(place);
  if (data.kind === 'contours') {
    render(<LiveWalks figure={data} plots={plots ?? {}} pictures={pictures} id={id} />, place);
    return;
  }
  figure.classList.add('redrawn');
  const shown =
    data.kind === 'curves' ? (
      <LiveCurves figure={data} alt={alt} id={id} />
    ) : (
      <LiveDots figure={data} alt={alt} />
    );
  render(shown, place);
}
