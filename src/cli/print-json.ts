/** `value` as one document on stdout. */
export function printJson(value: unknown): void {
  process.stdout.write(`${jsonText(value)}\n`);
}

/** `value` as JSON. Names of files are a stranger's too: the same value, in which no build service reads a command. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value, null, 2).replaceAll(/##(?=\w*\[)/g, String.raw`\u0023#`);
}
