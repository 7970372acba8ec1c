import type { OptimizerSpec } from '#src/optimizers/index';
import { entrants, keep, optimizers, race, type Walker } from '../store.ts';
import { words } from '../words.ts';
import { Card } from './rule-cards.tsx';

/** Which of the rules is looked at, and its options; it becomes the first. */
export function FocusCard() {
  return (
    <section class="rules" aria-label={words.rules.pick}>
      <div class="bar">
        <h2>{words.rules.pick}</h2>
        <select
          aria-label={words.rules.pick}
          value={0}
          onChange={({ currentTarget }) => {
            const [...all] = optimizers.value;
            const [chosen] = all.splice(Number(currentTarget.value), 1) as [OptimizerSpec];
            race([chosen, ...all]);
            keep();
          }}
        >
          {entrants.value.map(({ label }, i) => (
            <option key={label} value={i}>
              {label}
            </option>
          ))}
        </select>
      </div>
      <ul>
        <Card walker={entrants.value[0] as Walker} index={0} />
      </ul>
    </section>
  );
}
