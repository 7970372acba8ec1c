import { Marked } from 'marked';
import { formulas, plainFormula } from '../render/formula.ts';
import { paint } from './paint.ts';

const terminal = new Marked({
  extensions: [formulas((tex) => plainFormula(tex))],
  renderer: {
    strong({ tokens }) {
      return paint(this.parser.parseInline(tokens), 'bold');
    },
    em({ tokens }) {
      return paint(this.parser.parseInline(tokens), 'italic');
    },
    link({ tokens }) {
      return this.parser.parseInline(tokens);
    },
    codespan: ({ text }) => paint(text, 'cyan'),
    image: ({ text }) => text,
    text: ({ text }) => text,
    html: ({ text }) => text,
    br: () => ' ',
  },
});

/** Markdown inside a paragraph, as a terminal shows it: one line, however many it was written on. */
export function inline(markdown: string): string {
  return terminal.parseInline(markdown, { async: false }).replaceAll(/\s*\n\s*/g, ' ');
}
