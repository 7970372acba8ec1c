/**
 * `work` that may be asked for many times at once and is done one after the other, in the order of asking. Once it has
 * failed, what was asked for behind it fails alike, undone.
 */
export function inTurn<A extends readonly unknown[], R>(
  work: (...asked: A) => Promise<R>,
): (...asked: A) => Promise<R> {
  let last: Promise<unknown> = Promise.resolve();
  return (...asked) => {
    const turn = last.then(() => work(...asked));
    last = turn;
    return turn;
  };
}
