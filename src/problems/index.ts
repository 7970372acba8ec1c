/** A problem's name and options as plain data. */
export interface ProblemSpec {
  readonly name: string;
  readonly [option: string]: unknown;
}
