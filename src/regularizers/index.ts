/** A regularizer's name and options as plain data. */
export interface RegularizerSpec {
  readonly name: string;
  readonly [option: string]: unknown;
}
