/** Screens that get the pictures for phones, and tables that stack. */
export const phones = '(max-width: 34rem)';
