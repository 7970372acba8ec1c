/** What is left of `v` when it keeps the given share of itself. */
export const faded = (v, share) => v.mul(share);
