import type { OptionRule } from '../shared/options.ts';
import type { Random } from '../shared/random.ts';

/** A measurement that trains nothing, as plain JSON: the same study on the same backend gives the same record. */
export interface Study {
  /** Its kind, by name. */
  readonly study: string;
  /** Done once for each. Default [1]. */
  readonly seeds?: readonly number[];
  readonly [option: string]: unknown;
}

/** What a study found, by name: lists whose entries belong together where they are equally long. */
export type Columns = Readonly<Record<string, readonly number[]>>;

/** Everything a study gave; plain JSON, from which figures and claims are drawn. */
export interface StudyRecord {
  readonly spec: Study;
  /** Backend that ran: tensorflow, wasm, webgpu or cpu. */
  readonly backend: string;
  readonly seeds: readonly number[];
  /** One for each seed. */
  readonly columns: readonly Columns[];
}

/** A kind of study: its options and how it is done. */
export interface StudyKind<O extends object = object> {
  /** One sentence for lists and errors. */
  readonly about: string;
  /** Roughly, how many updates on the bowl take as long, so that long jobs can begin first. Default 100. */
  readonly cost?: number;
  readonly defaults: O;
  readonly ranges: Readonly<Record<keyof O, OptionRule>>;
  /** @param options all of them, already checked against `ranges` */
  measure(options: O, random: Random): Columns | Promise<Columns>;
}

/** Whether `spec` trains nothing. */
export function isStudy(spec: object): spec is Study {
  return 'study' in spec;
}
