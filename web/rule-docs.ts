/** What a rule says of itself. */
export interface RuleDocs {
  readonly formula: string;
  /** When to use it. */
  readonly use: string;
  /** Of its source, from the root of the repository. */
  readonly path: string;
  /** What a learner would write of it. */
  readonly lines: readonly string[];
}

const all = JSON.parse(document.querySelector('#rule-docs')?.textContent as string) as Readonly<
  Record<string, RuleDocs>
>;

const none: RuleDocs = { formula: '', use: '', path: '', lines: [] };

/** What the build found in the rule's own file; nothing for a rule of the reader's. */
export function ruleDocs(name: string): RuleDocs {
  return all[name] ?? none;
}
