/** What a check runs under. */
export interface CheckOptions {
  readonly backend: string;
  readonly seed: number;
  /** Until the file is stopped. */
  readonly seconds: number;
  /** Memory that the file may use. */
  readonly megabytes: number;
}

/** What a file may take when it is checked at every save. */
export const usualCheck: CheckOptions = { backend: 'auto', seed: 1, seconds: 20, megabytes: 1024 };
