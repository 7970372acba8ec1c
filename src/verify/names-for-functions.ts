import { penalty } from '../regularizers/penalty.ts';
import * as schedules from '../schedules/index.ts';
import { asSchedule, checkSchedule } from '../schedules/schedule.ts';
import { shown } from '../shared/errors.ts';
import { namesForRules } from './names-for-rules.ts';

/** What the files of schedules, penalties, gradients and plain functions import, by name. */
export const namesForFunctions: Readonly<Record<string, unknown>> = {
  ...namesForRules,
  ...schedules,
  asSchedule,
  checkSchedule,
  penalty,
  shown,
};
