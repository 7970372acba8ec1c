/** What can come in the place of a number, a list, a tensor or a function. */
export const givens = [
  'nothing',
  'number',
  'text',
  'list',
  'tensor',
  'promise',
  'function',
  'object',
] as const;

/** Something else than was expected: what making gave (a schedule, a penalty), or what that gave in its turn. */
export interface Instead {
  readonly of: 'making' | 'result';
  readonly is: (typeof givens)[number];
}

/** What a stranger's function gave, by its outside: it may be anything. */
export function givenOf(value: unknown): Instead['is'] {
  if (value === undefined || value === null) return 'nothing';
  if (typeof value === 'number' || typeof value === 'bigint') return 'number';
  if (typeof value === 'string') return 'text';
  if (typeof value === 'function') return 'function';
  if (Array.isArray(value) || ArrayBuffer.isView(value)) return 'list';
  if (typeof value !== 'object') return 'object';
  if ('dataId' in value && 'dtype' in value) return 'tensor';
  return 'then' in value ? 'promise' : 'object';
}
