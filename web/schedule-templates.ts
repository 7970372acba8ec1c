import { scheduleFromConfig, type ScheduleConfig } from 'downhill/schedules';

type Template = (rate: number, updates: number, inner: ScheduleConfig) => object;

/** At least one update, of a share of them. */
const part = (updates: number, share: number) => Math.max(1, Math.round(share * updates));

/** How each schedule begins when it is chosen for a walk of so many updates; those that hold another take what was there. */
const templates: Readonly<Record<string, Template>> = {
  constant: (rate) => ({ rate }),
  stepDecay: (rate, n) => ({ rate, factor: 0.5, every: part(n, 0.25) }),
  multiStep: (rate, n) => ({ rate, factor: 0.3, milestones: [part(n, 0.5), part(n, 0.75) + 1] }),
  cosine: (peak, updates) => ({ peak, updates }),
  cosineRestarts: (peak, n) => ({ peak, updates: part(n, 0.25) }),
  linear: (peak, updates) => ({ peak, updates }),
  polynomial: (peak, updates) => ({ peak, updates, power: 2 }),
  exponential: (rate, n) => ({ rate, factor: 0.1, every: n }),
  inverseSqrt: (rate, n) => ({ rate, every: part(n, 0.1) }),
  inverseTime: (rate, n) => ({ rate, every: part(n, 0.1) }),
  cyclic: (peak, n) => ({ floor: peak / 10, peak, every: part(n, 0.125) }),
  oneCycle: (peak, n) => ({ peak, updates: Math.max(2, n) }),
  warmup: (_rate, n, after) => ({ updates: part(n, 0.1), after }),
  exponentialWarmup: (_rate, n, after) => ({ updates: part(n, 0.1), after, from: 0.01 }),
  repeat: (_rate, n, of) => ({ updates: part(n, 0.5), of }),
  staircase: (_rate, n, of) => ({ every: part(n, 0.1), of }),
  join: (rate, n, first) => ({
    schedules: [first, { schedule: 'constant', rate: rate / 10 }],
    milestones: [part(n, 0.5)],
  }),
};

/** Names of the schedules that can be chosen. */
export const scheduleChoices: readonly string[] = Object.keys(templates);

/** The config of the schedule `name` in the place of `before`, at the highest rate of that. */
export function templateOf(name: string, before: ScheduleConfig, updates: number): ScheduleConfig {
  const old = scheduleFromConfig(before);
  const rate = Math.max(...Array.from({ length: updates }, (_, i) => old(i)));
  const made = (templates[name] as Template)(rate, updates, before);
  return scheduleFromConfig({ schedule: name, ...made }).config;
}
