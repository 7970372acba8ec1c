/** What a picture is drawn for; lengths in CSS pixels. */
export interface Format {
  /** What a page calls pictures of this kind. */
  readonly name: string;
  readonly width: number;
  /** Height of the plot of a chart. */
  readonly plot: number;
  /** Whether the finding and the protocol stand above; where they do not, the page says them. */
  readonly heading: boolean;
  /** Whether lines are named above the plot, because there is no room beside it. */
  readonly narrow: boolean;
  /** Whether anything is written at all. */
  readonly words: boolean;
}

/** A picture that stands alone: a page's width, with its finding. */
export const full: Format = {
  name: 'full',
  width: 860,
  plot: 380,
  heading: true,
  narrow: false,
  words: true,
};

/** The same in a page, which says the finding. */
export const wide: Format = { ...full, name: 'wide', heading: false };

/** For a screen of 390 pixels, with letters of the same size; the page says the finding. */
export const phone: Format = {
  name: 'phone',
  width: 400,
  plot: 290,
  heading: false,
  narrow: true,
  words: true,
};

/** For a card: lines and areas, nothing to read. */
export const thumbnail: Format = {
  name: 'thumbnail',
  width: 320,
  plot: 200,
  heading: false,
  narrow: true,
  words: false,
};
