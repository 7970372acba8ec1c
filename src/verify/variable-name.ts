/** What the variables of a probe are called: a, b, c, ... */
export function variableName(i: number): string {
  return String.fromCharCode('a'.charCodeAt(0) + i);
}
