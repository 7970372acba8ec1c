import { marked, type Tokens } from 'marked';
import { UsageError } from '../shared/errors.ts';

/** The file of a package's glossary, below its folder. */
export const glossaryFile = 'lessons/glossary.md';

/** A concept, by the field's name, and what it means in a sentence of Markdown. */
export interface Term {
  readonly name: string;
  /** Empty where the glossary has none. */
  readonly meaning: string;
}

/** What has terms: a lesson. */
interface Termed {
  readonly terms: readonly Term[];
}

/**
 * Meanings by name, from a `glossary.md`: below its title a paragraph for each term, which begins with its name in bold.
 * @throws UsageError for a paragraph that does not, and for a term that stands twice
 */
export function readGlossary(markdown: string, file = glossaryFile): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const token of marked.lexer(markdown)) {
    if (token.type !== 'paragraph') continue;
    const [first] = (token as Tokens.Paragraph).tokens;
    const name = first?.type === 'strong' ? (first as Tokens.Strong).text : undefined;
    if (name === undefined || found.has(name)) {
      throw new UsageError({
        who: file,
        rule: name === undefined ? 'a term begins in bold: **term** meaning' : 'a term stands once',
        got: token.raw.slice(0, 60).trim(),
      });
    }
    found.set(name, token.raw.slice(first?.raw.length).replaceAll(/\s+/g, ' ').trim());
  }
  return found;
}

/** Terms of a glossary that no lesson has for a concept. */
export function orphans(
  glossary: ReadonlyMap<string, string>,
  lessons: readonly Termed[],
): readonly string[] {
  const used = new Set(lessons.flatMap(({ terms }) => terms.map(({ name }) => name)));
  return [...glossary.keys()].filter((name) => !used.has(name));
}

/** Every term of the lessons, in the order of the alphabet, with the lessons that have it. */
export function termsOf<L extends Termed>(
  lessons: readonly L[],
): readonly (Term & { readonly lessons: readonly L[] })[] {
  const found = new Map<string, Term & { lessons: L[] }>();
  for (const lesson of lessons) {
    for (const term of lesson.terms) {
      const known = found.get(term.name) ?? { ...term, lessons: [] };
      known.lessons.push(lesson);
      found.set(term.name, known);
    }
  }
  const key = ({ name }: Term) => name.toLowerCase();
  return [...found.values()].toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}
