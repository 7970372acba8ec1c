/** A question of a lesson, and what the lesson measured. */
export interface LabQuestion {
  /** Under which progress keeps the choice. */
  readonly key: string;
  readonly text: string;
  readonly choices: readonly string[];
  /** The choice that the runs bear out. */
  readonly answer: string;
  /** What the figure says that shows it. */
  readonly finding: string;
  /** What the lesson says of the number that decides; absent where it says nothing of it. */
  readonly claim?: string;
}

/** An exercise whose answer is the region of a file. */
export interface LabExercise {
  readonly id: string;
  readonly member: string;
  readonly kind: 'rule' | 'penalty' | 'function';
  readonly label: string;
  /** Its id. */
  readonly lesson: string;
  /** Where the command keeps the learner's file. */
  readonly file: string;
  readonly task: string;
  /** What the region throws as the learner first sees it, for each of its parts. */
  readonly todos: readonly string[];
  readonly hints: readonly string[];
  /** What its lesson asks before it shows a figure. */
  readonly questions: readonly LabQuestion[];
  /** The learner's file in three parts: the one in the middle is theirs. */
  readonly text: { readonly before: string; readonly start: string; readonly after: string };
  /** Before and after the region without types, where the file makes use of some. */
  readonly code?: { readonly before: string; readonly after: string };
  /** The names that the file imports. */
  readonly imports: readonly string[];
}

interface Exercises {
  readonly exercises: readonly LabExercise[];
  /** By the name of a member the lesson that explains its mistakes. */
  readonly lessons: Readonly<Record<string, string>>;
}

/** Every exercise, in the order of the course, and the lessons on mistakes. */
export const { exercises, lessons } = JSON.parse(
  document.querySelector('#exercises')?.textContent as string,
) as Exercises;

/** The line of the file in which the reader's region begins. */
export function firstLine({ text }: LabExercise): number {
  return text.before.trimEnd().split('\n').length + 1;
}
