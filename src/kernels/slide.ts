import type { backend_util } from '@tensorflow/tfjs';

type Flat = ReturnType<typeof backend_util.computeConv2DInfo>;
type Deep = ReturnType<typeof backend_util.computeConv3DInfo>;

/** How the window of a convolution or a pooling moves along one axis: output `i` sees input `i·stride + k·dilation − before` through tap `k`. */
export interface Slide {
  readonly inputs: number;
  readonly outputs: number;
  readonly taps: number;
  readonly stride: number;
  readonly dilation: number;
  /** Places that padding puts before the first input. */
  readonly before: number;
}

/** The slides along the spatial axes, from what tfjs works out of shapes, strides and padding. */
export function slidesOf(info: Flat | Deep): readonly Slide[] {
  const height = {
    inputs: info.inHeight,
    outputs: info.outHeight,
    taps: info.filterHeight,
    stride: info.strideHeight,
    dilation: info.dilationHeight,
    before: info.padInfo.top,
  };
  const width = {
    inputs: info.inWidth,
    outputs: info.outWidth,
    taps: info.filterWidth,
    stride: info.strideWidth,
    dilation: info.dilationWidth,
    before: info.padInfo.left,
  };
  if (!('inDepth' in info)) return [height, width];
  const depth = {
    inputs: info.inDepth,
    outputs: info.outDepth,
    taps: info.filterDepth,
    stride: info.strideDepth,
    dilation: info.dilationDepth,
    before: info.padInfo.front,
  };
  return [depth, height, width];
}

/** How many places lie from the first to the last of `count` that are `step` apart. */
export function reach(count: number, step: number): number {
  return (count - 1) * step + 1;
}

/** For each output, in order, the inputs in its window, as flat indices in order; what lies in the padding is left out. */
export function windows(slides: readonly Slide[]): readonly (readonly number[])[] {
  return slides.reduce<number[][]>(
    (outer, slide) =>
      outer.flatMap((cells) =>
        along(slide).map((inner) =>
          cells.flatMap((cell) => inner.map((i) => cell * slide.inputs + i)),
        ),
      ),
    [[0]],
  );
}

function along({ inputs, outputs, taps, stride, dilation, before }: Slide): number[][] {
  return Array.from({ length: outputs }, (_, i) =>
    Array.from({ length: taps }, (_, k) => i * stride + k * dilation - before).filter(
      (place) => place >= 0 && place < inputs,
    ),
  );
}
