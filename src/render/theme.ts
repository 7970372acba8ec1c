import type { Font } from './fonts.ts';

/** Colours of everything that is not an entrant. */
export const ink = '#1f2933';
export const quiet = '#52606d';
export const axisLine = '#9aa5b1';
export const grid = '#e3e8ed';
export const faintGrid = '#f0f3f6';
export const paper = '#ffffff';

/** Sizes in CSS pixels; pictures have `density` times as many. */
export const density = 2;
export const margin = 20;

export const titleFont: Font = { size: 19, bold: true };
export const subtitleFont: Font = { size: 13.5 };
export const labelFont: Font = { size: 13.5, bold: true };
export const textFont: Font = { size: 13 };
export const tickFont: Font = { size: 12.5 };

/** Distance from one line of text to the next, as a multiple of its size. */
export const leading = 1.35;
