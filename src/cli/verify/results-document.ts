import type { Verdict } from '../../verify/verdict.ts';
import { jsonText } from '../print-json.ts';

/** The JSON document of several results, written as they come, in the order of their files. */
export interface ResultsDocument {
  /** Writes a result as soon as those before it are written. */
  add(verdict: Verdict, index: number): void;
  /** Writes what waits for others that never came, and the end. */
  end(): void;
}

/** @param write takes a piece of the document */
export function resultsDocument(write: (text: string) => void): ResultsDocument {
  const waiting = new Map<number, Verdict>();
  let next = 0;
  let before = '{\n  "schema": 1,\n  "results": [';
  const put = (index: number) => {
    const verdict = waiting.get(index);
    if (verdict === undefined) return;
    waiting.delete(index);
    write(`${before}\n${jsonText(verdict).replaceAll(/^/gm, '    ')}`);
    before = ',';
  };
  return {
    add(verdict, index) {
      waiting.set(index, verdict);
      for (; waiting.has(next); next++) put(next);
    },
    end() {
      for (const index of [...waiting.keys()].toSorted((a, b) => a - b)) put(index);
      write(before === ',' ? '\n  ]\n}\n' : `${before}]\n}\n`);
    },
  };
}
