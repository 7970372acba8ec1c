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

/** An errand as it stands in a job: a list of these is a job's data, and lines of text in their order are what it gives. */
export type Sent = Pick<Errand, 'key' | 'data'>;
