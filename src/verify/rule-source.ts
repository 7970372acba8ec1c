import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const root = createRequire(import.meta.url).resolve('../../package.json');
const sources = new Map<string, string>();

/** The source text of a member: `optimizers/adam`. */
export function sourceOf(source: string): string {
  const known = sources.get(source);
  if (known !== undefined) return known;
  const text = readFileSync(new URL(`src/${source}.ts`, `file://${root}`), 'utf8');
  sources.set(source, text);
  return text;
}

/** The file of a rule, such as `optimizers/rmsprop-centered`. */
export function fileOf(rule: string): string {
  return `optimizers/${rule.replaceAll(/[A-Z](?=[a-z])/g, (letter) => `-${letter.toLowerCase()}`).toLowerCase()}`;
}

/** The class that a member's source exports. */
export function classIn(source: string): string {
  return /export class (\w+)/.exec(sourceOf(source))?.[1] ?? '';
}

/** The files whose text decides what a rule does: its own, and those of its parents as long as they are handed the update. */
export function filesOf(rule: string): string[] {
  return withParents(fileOf(rule));
}

function withParents(file: string): string[] {
  const text = sourceOf(file);
  if (!text.includes('super.update(')) return [file];
  const parent = /export class \w+(?:<[^>]*>)?\s+extends (\w+)/.exec(text)?.[1] ?? '';
  const next = new RegExp(`\\b${parent}\\b[^;]*from '\\./([a-z-]+)\\.ts'`).exec(text)?.[1];
  return next === undefined ? [file] : [file, ...withParents(`optimizers/${next}`)];
}
