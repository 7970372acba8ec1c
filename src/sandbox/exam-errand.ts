import { join, relative } from 'node:path';
import { canonicalJson } from '../engine/canonical-json.ts';
import type { Errand } from '../engine/queue/errand.ts';
import { otherVersion, type Trade } from '../engine/queue/attend.ts';
import { sha256 } from '../engine/sha256.ts';
import type { Verdict } from '../verify/verdict.ts';
import { readVerdictText, verdictText } from '../verify/verdict-text.ts';
import { examine, type ExamOptions } from './examine.ts';
import { examiner, type Examiner } from './examiner.ts';
import { packed, unpacked, type Parcel } from './parcel.ts';

/** The kind of an errand that is an examination. */
export const examining = 'exam';

/** What came of an examination elsewhere. */
export interface Examined {
  readonly verdict: Verdict;
  /** The files on which it rests, by their ways from the file's folder. */
  readonly parts: readonly string[];
}

/** What an examiner needs to be told. */
interface Exam {
  readonly parcel: Parcel;
  readonly options: Pick<ExamOptions, 'as' | 'backend' | 'seed' | 'seconds' | 'megabytes'>;
}

/** The examination of a file as an errand; undefined for one that is refused wherever it is examined. */
export async function examErrand(file: string, options: ExamOptions): Promise<Errand | undefined> {
  const parcel = await packed(file);
  if (parcel === undefined) return undefined;
  const { as, backend, seed, seconds, megabytes } = options;
  const limits = { backend, seed, seconds, megabytes };
  const exam: Exam = { parcel, options: as === undefined ? limits : { as, ...limits } };
  return { key: keyOf(exam, await examiner()), kind: examining, data: exam };
}

/** What `examTrade` gave. */
export function readExamined(text: string): Examined {
  return readVerdictText(text) as Examined;
}

/** Examines a submission that was sent. */
export const examTrade: Trade = async (data, key) => {
  const exam = data as Exam;
  if (keyOf(exam, await examiner()) !== key) throw otherVersion();
  const { parcel, options } = exam;
  return unpacked(parcel, async (folder) => {
    let parts: readonly string[] = [];
    const verdict = await examine(join(folder, parcel.name), {
      ...options,
      onParts: (files) => (parts = files.map((file) => relative(folder, file))),
    });
    // Nobody learns where this machine keeps things, and every machine says the same.
    return verdictText({ verdict, parts } as Examined).replaceAll(`${folder}/`, '');
  });
};

function keyOf(exam: Exam, examiner: Examiner): string {
  return sha256(canonicalJson({ exam, examiner }));
}
