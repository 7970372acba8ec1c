/** The colours of a page by what they are for; each pair of text and ground keeps the contrast of WCAG AA. */
export interface PageColors {
  readonly paper: string;
  /** Behind code and questions. */
  readonly tint: string;
  readonly line: string;
  readonly ink: string;
  readonly soft: string;
  readonly link: string;
  readonly mark: string;
  readonly good: string;
  readonly bad: string;
}

/** By the reader's choice of light or dark. */
export const pageColors: Readonly<Record<'light' | 'dark', PageColors>> = {
  light: {
    paper: '#fdfdfb',
    tint: '#f3f5f6',
    line: '#dde2e6',
    ink: '#1d2733',
    soft: '#566371',
    link: '#0a6496',
    mark: '#a85200',
    good: '#1a7450',
    bad: '#b3261e',
  },
  dark: {
    paper: '#12171c',
    tint: '#1a2128',
    line: '#2e3841',
    ink: '#dde3e8',
    soft: '#98a5b1',
    link: '#74bce8',
    mark: '#f0a35e',
    good: '#72d0a0',
    bad: '#ff9a8f',
  },
};
