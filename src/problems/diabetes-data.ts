import { deviation, mean } from '../shared/stats.ts';
import { dataFile } from './data-file.ts';

/** The patients of the data set; every column and the target has mean 0 and variance 1. */
export interface Patients {
  /** Names of the columns: age, sex, bmi, bp, s1 to s6. */
  readonly columns: readonly string[];
  /** One list of values for each column. */
  readonly values: readonly (readonly number[])[];
  /** What 1 stands for in each column: its standard deviation as it was measured. */
  readonly units: readonly number[];
  /** How far the disease has gone after a year. */
  readonly target: readonly number[];
}

const patients = 442;
const names = 'age,sex,bmi,bp,s1,s2,s3,s4,s5,s6,progression';

const file = dataFile<Patients>({
  who: 'diabetes',
  path: 'src/problems/diabetes.csv',
  // Beside the sources: this path is right from src/problems/ and from the build in dist/problems/.
  shipped: () => new URL('../../src/problems/diabetes.csv', import.meta.url),
  hand: 'useDiabetes',
  parse,
});

/**
 * The diabetes patients that ship with the package, standardized; or those that `useDiabetes` was given.
 * @throws UsageError when the file cannot be read or is damaged
 * @see diabetes.LICENSE.md for their source and licence
 */
export const loadDiabetes = file.load;

/**
 * Hands in the patients where they cannot be read, as in a page of one script: from now on every problem `diabetes` of
 * this process takes them.
 * @param bytes what `src/problems/diabetes.csv` of the package holds
 * @throws UsageError when they are damaged
 */
export function useDiabetes(bytes: Uint8Array): void {
  file.use(bytes);
}

function parse(bytes: Uint8Array): Patients | string {
  const [head, ...lines] = new TextDecoder().decode(bytes).trimEnd().split(/\r?\n/);
  const rows = lines.map((line) => line.split(',').map(Number));
  const columns = names.split(',');
  const whole = rows.every((row) => row.length === columns.length && row.every(Number.isFinite));
  if (head !== names || rows.length !== patients || !whole) {
    return `it must hold ${patients} lines of ${columns.length} numbers below the line ${names}`;
  }
  const measured = columns.map((_, i) => rows.map((row) => row[i] as number));
  const values = measured.map(standardized);
  return {
    columns: columns.slice(0, -1),
    values: values.slice(0, -1),
    units: measured.slice(0, -1).map(unit),
    target: values.at(-1) as number[],
  };
}

/** Moved and scaled to mean 0 and variance 1. */
function standardized(values: readonly number[]): number[] {
  const centre = mean(values);
  const scale = unit(values);
  return values.map((value) => (value - centre) / scale);
}

/** The standard deviation of the whole set, and not of a sample. */
function unit(values: readonly number[]): number {
  return deviation(values) * Math.sqrt((values.length - 1) / values.length);
}
