import { asSchedule, checkNumber, checkSchedule, constant, type Schedule } from 'downhill';

export function warmup(updates: number, after: Schedule | number): Schedule {
  checkNumber('warmup', 'updates', updates, { says: 'at least 1', holds: (n) => n >= 1 });
  const next =
    typeof after === 'number' ? constant({ rate: after }) : checkSchedule('warmup', 'after', after);
  return asSchedule({ schedule: 'warmup', updates, after: next.config }, (update) =>
    update < updates ? (next(0) * (update + 1)) / updates : next(update - updates),
  );
}
