import { rules, type Rule } from '../rules/index.ts';

/** Every rule that can walk: the library's and, as `yours`, the reader's own once there is one. */
export const walkers: Record<string, Rule> = Object.defineProperties(
  {},
  // As they are: a page makes most of them only when they are asked for.
  Object.getOwnPropertyDescriptors(rules),
);
