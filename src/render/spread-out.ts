/** A box on a line that would like to be centred at `at`. */
export interface Wish {
  readonly at: number;
  readonly size: number;
}

interface Block {
  readonly members: readonly number[];
  readonly size: number;
  readonly start: number;
}

/**
 * Centres for boxes between `from` and `to`: in the order of their wishes, without overlap while there is room, and in
 * sum as near to the wishes as that allows.
 */
export function spreadOut(wishes: readonly Wish[], from: number, to: number): number[] {
  const order = wishes.map((_, i) => i).sort((a, b) => wish(a).at - wish(b).at || a - b);
  const blocks: Block[] = [];
  for (const i of order) {
    let block = settle([i]);
    let last = blocks.at(-1);
    while (last && last.start + last.size > block.start) {
      blocks.pop();
      block = settle([...last.members, ...block.members]);
      last = blocks.at(-1);
    }
    blocks.push(block);
  }
  const centres = Array<number>(wishes.length).fill(0);
  for (const { members, start } of blocks) {
    let edge = start;
    for (const i of members) {
      centres[i] = edge + wish(i).size / 2;
      edge += wish(i).size;
    }
  }
  return centres;

  function wish(i: number): Wish {
    return wishes[i] as Wish;
  }

  /** Touching boxes, where the mean of their shifts is 0 or the border stops them. */
  function settle(members: readonly number[]): Block {
    let size = 0;
    let wanted = 0;
    for (const i of members) {
      wanted += wish(i).at - size - wish(i).size / 2;
      size += wish(i).size;
    }
    const start = Math.max(from, Math.min(to - size, wanted / members.length));
    return { members, size, start };
  }
}
