import { useEffect, useRef, useState } from 'preact/hooks';

/** What was found for one of a list, and under which key. */
interface Found {
  readonly value: number;
  readonly isOf: string;
}

/**
 * A number for each of a list, found one a frame, so that whoever drags does not wait for all of them.
 * @param key of what `find` rests on; as long as not all were found anew, those of another key stay
 */
export function useInTurn<T>(list: readonly T[], key: string, find: (one: T) => number) {
  const found = useRef<Found[]>([]);
  const [, draw] = useState(0);
  const next = list.findIndex((_, i) => found.current[i]?.isOf !== key);
  useEffect(() => {
    if (next < 0) return undefined;
    const frame = requestAnimationFrame(() => {
      found.current[next] = { value: find(list[next] as T), isOf: key };
      draw((count) => count + 1);
    });
    return () => cancelAnimationFrame(frame);
  });
  return found.current as readonly Found[];
}
