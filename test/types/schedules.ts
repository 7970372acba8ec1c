// Compiled by `npm run check:types`, never run: a line under `@ts-expect-error` that compiles is an error itself.
import {
  constant,
  cosine,
  join,
  multiStep,
  oneCycle,
  schedule,
  scheduleFromConfig,
  stepDecay,
  warmup,
  type Schedule,
} from 'downhill';

// Right use compiles.
export const right: readonly Schedule[] = [
  constant({ rate: 0.1 }),
  cosine({ peak: 0.1, updates: 100, floor: 0.01 }),
  warmup(10, 0.1),
  warmup(10, warmup(5, cosine({ peak: 0.1, updates: 100 }))),
  join({ schedules: [constant({ rate: 0.1 }), constant({ rate: 0.01 })], milestones: [10] }),
  schedule({ schedule: 'mine' }, (update) => 1 / (1 + update)),
  scheduleFromConfig(constant({ rate: 0.1 }).config),
];
export const rate: number = cosine({ peak: 0.1, updates: 100 })(7);

// @ts-expect-error `peak` is missing.
cosine({ updates: 100 });
// @ts-expect-error `updates` is missing.
cosine({ peak: 0.1 });
// @ts-expect-error Options are missing.
cosine();
// @ts-expect-error Keras's name.
cosine({ peak: 0.1, updates: 100, alpha: 0.01 });
// @ts-expect-error A string.
cosine({ peak: '0.1', updates: 100 });
// @ts-expect-error A number where options are asked for.
constant(0.1);
// @ts-expect-error A schedule where a number is asked for.
cosine({ peak: constant({ rate: 0.1 }), updates: 100 });
// @ts-expect-error Both arguments.
warmup(10);
// @ts-expect-error A number of updates.
warmup(constant({ rate: 0.1 }), 10);
// @ts-expect-error A bare function has no config.
warmup(10, (update: number) => update);
// @ts-expect-error `every` is missing.
stepDecay({ rate: 0.1 });
// @ts-expect-error A list.
multiStep({ rate: 0.1, milestones: 10 });
// @ts-expect-error A list of schedules, not of rates.
join({ schedules: [0.1, 0.01], milestones: [10] });
// @ts-expect-error `maxRate`.
oneCycle({ maxRate: 0.1, updates: 10 });
// @ts-expect-error A rule needs its name.
schedule({}, (update) => update);
// @ts-expect-error A schedule gives a number.
schedule({ schedule: 'mine' }, () => '0.1');
// @ts-expect-error An update, not an option.
constant({ rate: 0.1 })({ update: 1 });
