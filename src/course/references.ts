/**
 * Where a rule comes from, as the `@see` of its source says it, in Markdown; arXiv numbers are links.
 * @param text of the source file
 */
export function references(text: string): readonly string[] {
  const written = text.matchAll(/^\s*\* @see ([^@]*?)(?=\n\s*\*(?:\/| @))/gm);
  return [...written].map(([, source = '']) =>
    source
      .replaceAll(/\n\s*\* ?/g, ' ')
      .trim()
      .replaceAll(/arXiv ((?:[\w-]+\/)?\d[\d.]*\d)/g, '[arXiv $1](https://arxiv.org/abs/$1)'),
  );
}
