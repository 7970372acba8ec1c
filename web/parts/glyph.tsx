import type { Marker } from '#src/figures/styles';

const corner = (angle: number, radius: number) => {
  const turn = (angle * Math.PI) / 180;
  return `${(radius * Math.sin(turn)).toFixed(2)} ${(-radius * Math.cos(turn)).toFixed(2)}`;
};
const polygon = (angles: readonly number[], radius: number) =>
  `M${angles.map((angle) => corner(angle, radius)).join('L')}Z`;
const round = (r: number) => `M${-r} 0A${r} ${r} 0 1 1 ${r} 0A${r} ${r} 0 1 1 ${-r} 0Z`;
const strokes = (arm: number, diagonal: boolean) =>
  diagonal
    ? `M${-arm} ${-arm}L${arm} ${arm}M${-arm} ${arm}L${arm} ${-arm}`
    : `M${-arm} 0H${arm}M0 ${-arm}V${arm}`;

/** A marker's outline around 0, as the `d` of a path. */
function outline(marker: Marker, r: number): string {
  switch (marker) {
    case 'square':
      return polygon([45, 135, 225, 315], 1.25 * r);
    case 'triangle':
      return polygon([0, 120, 240], 1.3 * r);
    case 'wedge':
      return polygon([180, 300, 60], 1.3 * r);
    case 'diamond':
      return polygon([0, 90, 180, 270], 1.3 * r);
    case 'star': {
      const tips = Array.from({ length: 10 }, (_, i) =>
        corner(36 * i, (i % 2 === 0 ? 1.5 : 0.65) * r),
      );
      return `M${tips.join('L')}Z`;
    }
    case 'plus':
      return strokes(1.1 * r, false);
    case 'cross':
      return strokes(0.85 * r, true);
    default:
      return round(r);
  }
}

/** A marker in the colour `--c` of where it stands, with a rim that shows it on top of lines. */
export function Glyph({
  marker,
  x = 0,
  y = 0,
  radius,
}: {
  readonly marker: Marker;
  readonly x?: number;
  readonly y?: number;
  readonly radius: number;
}) {
  const d = outline(marker, radius);
  const isOpen = marker === 'plus' || marker === 'cross';
  return (
    <g transform={`translate(${x.toFixed(1)} ${y.toFixed(1)})`} class="glyph">
      <path d={d} class="rim" stroke-width={isOpen ? 5.5 : 3} />
      <path d={d} class={isOpen ? 'open' : marker === 'ring' ? 'ring' : 'full'} />
    </g>
  );
}

/** A short line as a rule's paths are drawn, with its marker. */
export function Swatch({
  dash,
  marker,
}: {
  readonly dash: readonly number[];
  readonly marker: Marker;
}) {
  return (
    <svg class="swatch" viewBox="0 0 34 16" width="34" height="16" aria-hidden="true">
      <path class="trail" d="M1 8H33" stroke-dasharray={dash.join(' ')} />
      <Glyph marker={marker} x={17} y={8} radius={4.2} />
    </svg>
  );
}
