import type { Verdict } from './verdict.ts';

const notFinite = ['NaN', 'Infinity', '-Infinity'];

/** JSON has no word for NaN and the infinities: they are strings, which these fields hold otherwise never. */
const numbers = new Set(['maxError', 'allowed', 'expected', 'got']);

/** A verdict, with whatever goes with it, as one line of JSON. */
export function verdictText(value: { readonly verdict: Verdict }): string {
  return JSON.stringify(value, (_, one: unknown) =>
    typeof one === 'number' && !Number.isFinite(one) ? `${one}` : one,
  );
}

/** What `verdictText` was given. @throws SyntaxError for a text that is not JSON */
export function readVerdictText(text: string): unknown {
  return JSON.parse(text, (name, value: unknown) =>
    numbers.has(name) && notFinite.includes(value as string) ? Number(value) : value,
  );
}
