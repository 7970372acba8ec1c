/** What a source in JavaScript, without imports and exports, declares under `name`. @param given what it would import */
export function evaluated(
  code: string,
  name: string,
  given: Readonly<Record<string, unknown>>,
): unknown {
  // The text is the library's own with an edit of the library's own: nothing of a stranger's runs here.
  // oxlint-disable-next-line typescript/no-implied-eval
  const make = new Function(
    ...Object.keys(given),
    `'use strict'; {${code}\nreturn ${name};\n}`,
  ) as (...values: readonly unknown[]) => unknown;
  return make(...Object.values(given));
}
