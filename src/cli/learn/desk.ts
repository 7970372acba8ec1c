import type { CheckOptions } from '../../workbook/usual-check.ts';
import type { Lesson } from '../../course/lesson.ts';
import type { Spare } from '../../sandbox/spare.ts';
import type { FileWatch } from '../watch-files.ts';
import type { Inbox } from './inbox.ts';
import type { Stage } from './stage.ts';
import stringWidth from 'fast-string-width';
import { spread } from '../text.ts';
import { paint } from '../paint.ts';

/** What the parts of the learning loop share. */
export interface Desk {
  readonly inbox: Inbox;
  readonly stage: Stage;
  readonly watch: FileWatch;
  readonly course: readonly Lesson[];
  readonly workbook: string;
  readonly check: CheckOptions;
  /** Has a process ready before the next save. */
  readonly spare: Spare;
  /** Whether single keys arrive; otherwise a letter and Enter. */
  readonly keys: boolean;
  /** Ends what still runs when the learner leaves. */
  readonly signal: AbortSignal;
}

/** A key and what it does, for the last line of a screen. */
export type KeyHelp = readonly [key: string, does: string];

/** The first lines of every screen: the lesson, and where in the course it stands. */
export function headLines({ course }: Desk, lesson: Lesson, width: number): string[] {
  const place = `lesson ${course.findIndex(({ id }) => id === lesson.id) + 1} of ${course.length}`;
  return [
    ...spread(paint(lesson.title, 'bold'), paint(place, 'dim'), width),
    paint('─'.repeat(width), 'dim'),
  ];
}

/** The last lines of every screen. */
export function keyLines({ keys }: Desk, help: readonly KeyHelp[], width: number): string[] {
  const lines: string[] = [];
  for (const [key, does] of help) {
    const shown = `${paint(key, 'bold')} ${paint(does, 'dim')}`;
    const longer = `${lines.at(-1) ?? ''}   ${shown}`;
    if (lines.length > 0 && stringWidth(longer) < width) lines[lines.length - 1] = longer;
    else lines.push(shown);
  }
  return keys ? lines : [`Type, and press Enter: ${lines.join('   ')}`];
}

/** What the reader pressed, or that nothing more will come. */
export async function nextKey({ inbox }: Desk): Promise<string> {
  for (;;) {
    const event = await inbox.next();
    if ('key' in event) return event.key;
    if ('end' in event) {
      inbox.put(event);
      return 'end';
    }
  }
}

/**
 * Forgets keys pressed before this screen could be seen: none of them is an answer to it. Without a terminal all lines may
 * come at once, and each is meant for its screen.
 */
export function forgetEarlyKeys({ keys, inbox }: Desk): void {
  if (keys) inbox.forgetKeys();
}
