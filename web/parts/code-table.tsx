import { Float64 } from 'downhill/rules';
import type { Insight } from '../look-inside.ts';
import { ruleDocs } from '../rule-docs.ts';
import { insideSays, number } from '../words.ts';

/** The rule's own lines, and what each of them made of both weights in this update. */
export function CodeTable({ insight }: { readonly insight: Insight }) {
  const { seen, notes } = insight;
  const called = [...new Set(notes.map(({ rule }) => rule))];
  // A rule that calls another is noted after it, at its own return.
  const order = called.toSorted((a, b) => first(notes, b, called) - first(notes, a, called));
  return (
    <div class="code-table" tabIndex={0} role="region" aria-label={insideSays.code}>
      <table>
        <thead>
          <tr>
            <th scope="col">{insideSays.given}</th>
            <th scope="col">w₁</th>
            <th scope="col">w₂</th>
          </tr>
        </thead>
        <tbody>
          <Row code="w" value={new Float64(seen.w)} />
          <Row code="g" value={new Float64(seen.g)} />
          {Object.entries(seen.slots).map(([name, value]) => (
            <Row key={name} code={name} value={value} />
          ))}
          <Row code={`lr = ${number(seen.lr)}, t = ${seen.update + 1}`} value={undefined} />
        </tbody>
        {order.map((rule) => {
          const { path, lines } = ruleDocs(rule);
          const made = new Map(
            notes.filter((note) => note.rule === rule).map(({ line, value }) => [line, value]),
          );
          return (
            <tbody key={rule}>
              <tr>
                <th scope="colgroup" colSpan={3}>
                  {path}
                </th>
              </tr>
              {lines.map((line, i) => (
                <Row key={i} code={line} value={made.get(i)} />
              ))}
            </tbody>
          );
        })}
      </table>
    </div>
  );
}

/** Where in the notes a rule comes last: callers return after those they call. */
function first(notes: Insight['notes'], rule: string, called: readonly string[]): number {
  const at = notes.findLastIndex((note) => note.rule === rule);
  return at < 0 ? -called.indexOf(rule) : at;
}

function Row({ code, value }: { readonly code: string; readonly value: unknown }) {
  const numbers = numbersOf(value);
  return (
    <tr>
      <td>
        <code class={code.trimStart().startsWith('//') ? 'comment' : ''}>{code}</code>
      </td>
      {numbers.length === 2 ? (
        numbers.map((one, i) => <td key={i}>{number(one)}</td>)
      ) : (
        <td colSpan={2}>{numbers.map((one) => number(one)).join()}</td>
      )}
    </tr>
  );
}

/** One number, one for each weight, or none for what is no number; of what a rule returns, the weights. */
function numbersOf(value: unknown): readonly number[] {
  if (typeof value === 'number') return [value];
  if (value instanceof Float64) return value.values;
  if (typeof value === 'object' && value !== null && 'w' in value) return numbersOf(value.w);
  return [];
}
