/** Code between backticks and formulas between dollars, each in its own letters. */
export function marked(text: string) {
  return text.split(/[`$]/).map((part, i) => (i % 2 === 0 ? part : <code key={i}>{part}</code>));
}
