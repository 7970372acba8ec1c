import { deviation, onTheWay } from './deviation.ts';
import type { Path } from './path.ts';

/** Size beyond which a float32 number, or its square on the way to it, may be infinite or no number at all. */
const huge = 1e18;
/** Share of a weight up to which two ways that part do so by little. */
const near = 1e-2;
/** Updates after which it is no accident that two ways have been one so far. */
const long = 8;

/**
 * Whether a way is the one that was seen. `nearly`: only a closer look can tell, because they part late or by little, or
 * because the numbers of what was seen have run out.
 * @param losses what float32 costs, as in `deviation`
 */
export function sameWay(seen: Path, way: Path, losses: Path): boolean | 'nearly' {
  let runsOut = false;
  let agrees = true;
  // Of a weight that has run away in both it does not matter where it is.
  const expected = way.map((weights, update) =>
    weights.map((value, i) => {
      const got = seen[update]?.[i];
      const [here, there] = [isLost(value), isLost(got)];
      if (here !== there) {
        agrees = false;
        runsOut ||= !here && got !== undefined;
      }
      return here && there ? (got as number) : value;
    }),
  );
  if (!agrees) return runsOut ? 'nearly' : false;
  const { first } = deviation(seen, expected, onTheWay(expected, losses));
  if (first === undefined) return true;
  const gap = Math.abs(first.got - first.expected);
  const little = near * Math.max(Math.abs(first.got), Math.abs(first.expected));
  return gap < little || first.row > long ? 'nearly' : false;
}

function isLost(value: number | undefined): boolean {
  return !(Math.abs(value as number) < huge);
}
