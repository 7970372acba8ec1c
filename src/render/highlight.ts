/** Code as HTML: keywords, functions, strings and comments in spans of these classes; another language stays plain. */
export type Highlight = (code: string, language: string | undefined) => string;

let loaded: Promise<Highlight> | undefined;

/** Loads the grammars, once, and only where a page is made. */
export function highlighter(): Promise<Highlight> {
  return (loaded ??= load());
}

async function load(): Promise<Highlight> {
  const [{ createCssVariablesTheme, createHighlighterCore }, { createOnigurumaEngine }] =
    await Promise.all([import('shiki/core'), import('shiki/engine/oniguruma')]);
  const theme = createCssVariablesTheme({ name: 'page', variablePrefix: '--' });
  const shiki = await createHighlighterCore({
    themes: [theme],
    langs: [import('shiki/langs/typescript.mjs'), import('shiki/langs/shellscript.mjs')],
    engine: createOnigurumaEngine(import('shiki/wasm')),
  });
  return (code, language = '') => {
    if (!shiki.getLoadedLanguages().includes(language)) return escaped(code);
    const { tokens } = shiki.codeToTokens(code, {
      lang: language,
      theme: 'page',
      // By default a slow machine leaves the rest of a line plain.
      tokenizeTimeLimit: 0,
    });
    const line = (words: (typeof tokens)[number]) =>
      words.map(({ content, color = '' }) => spanned(content, color)).join('');
    return tokens.map(line).join('\n');
  };
}

/** Names and signs stay plain: a page is no editor. */
function spanned(content: string, color: string): string {
  const [, kind] = /^var\(--token-(keyword|function|string|comment)\b/.exec(color) ?? [];
  return kind === undefined || content.trim() === ''
    ? escaped(content)
    : `<span class="${kind}">${escaped(content)}</span>`;
}

/** Text as HTML shows it as it is. */
export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
