/** `1 lesson`, `2 lessons`. @param nouns what several are called. Default: the noun with an s */
export function counted(count: number, noun: string, nouns = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : nouns}`;
}
