/** Something to be done by whichever worker is free. */
export interface Errand {
  /** 64 hexadecimal digits. Errands of one key give the same; only one of them is done. */
  readonly key: string;
  /** Which of the worker's trades it is for. */
  readonly kind: string;
  /** Plain JSON. */
  readonly data: unknown;
  /** When it is due; what is due first is done first, and what has no date at the end. */
  readonly due?: Date | undefined;
  /** How much of a job it fills, where that is less than the whole of one. Default 1. */
  readonly share?: number;
}

/** An errand as it stands in a job, whose data is a list of these. */
export type Sent = Pick<Errand, 'key' | 'data'>;

/** What an errand gave, as it stands in what its job gives: a line. */
export function lineOf(key: string, text: string): string {
  return `${key} ${text}`;
}

/** What the errands of a job gave, from its lines. */
export function linesByKey(text: string): ReadonlyMap<string, string> {
  return new Map(
    text.split('\n').map((line) => {
      const end = line.indexOf(' ');
      return [line.slice(0, end), line.slice(end + 1)];
    }),
  );
}
