import { InvalidArgumentError } from 'commander';

/** Reads the value of an option that takes a whole number: a seed, a count, megabytes. */
export function wholeNumber(least: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= 0xffffffff) return value;
    throw new InvalidArgumentError(`It must be a whole number of at least ${least}.`);
  };
}
