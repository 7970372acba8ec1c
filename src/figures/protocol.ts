import type { RunRecord } from '../training/experiment.ts';
import { numberText } from './number-text.ts';

/** `5 seeds`, `2 to 5 seeds`, or nothing for single seeds. */
export function seedsText(runs: readonly RunRecord[]): string {
  const counts = runs.map(({ seeds }) => seeds.length);
  const [fewest, most] = [Math.min(...counts), Math.max(...counts)];
  if (most === 1) return '';
  return fewest === most ? `${most} seeds` : `${fewest} to ${most} seeds`;
}

/** `2,000 updates`, `200 to 2,000 updates`: what the experiments allowed. */
export function updatesText(runs: readonly RunRecord[]): string {
  const counts = runs.map(({ spec }) => spec.updates);
  const [fewest, most] = [Math.min(...counts), Math.max(...counts)];
  const range = fewest === most ? numberText(most) : `${numberText(fewest)} to ${numberText(most)}`;
  return `${range} update${most === 1 ? '' : 's'}`;
}

/** The parts that say something, as one line. */
export function joined(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' · ');
}
