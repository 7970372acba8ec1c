/** What a picture is drawn for; lengths in CSS pixels. */
export interface Format {
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
export const full: Format = { width: 860, plot: 380, heading: true, narrow: false, words: true };

/** For a screen of 390 pixels, with letters of the same size; the page says the finding. */
export const phone: Format = { width: 400, plot: 290, heading: false, narrow: true, words: true };

/** For a card: lines and areas, nothing to read. */
export const thumbnail: Format = {
  width: 320,
  plot: 200,
  heading: false,
  narrow: true,
  words: false,
};
