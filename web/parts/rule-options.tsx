import { walkers } from '#src/lab/walkers';
import type { Range } from '#src/shared/options';
import type { Rule } from 'downhill/rules';
import { notchesOf } from '../notches.ts';
import { ruleDocs } from '../rule-docs.ts';
import { keep } from '../store.ts';
import { optionWords } from '../words.ts';
import { Dial } from './dial.tsx';
import type { OptionsProps } from './rule-cards.tsx';

/** A dial for each option of a rule beside its rate, its formula, and when to use it. */
export function RuleOptions({ optimizer, change }: OptionsProps) {
  const rule = walkers[optimizer.name] as Rule;
  const { formula, use } = ruleDocs(optimizer.name);
  return (
    <>
      {Object.entries(rule.defaults).map(([name, standard]) => {
        const range = rule.ranges[name] as Range;
        if (name === 'learningRate') return null;
        return (
          <Dial
            key={name}
            label={optionWords(name)}
            value={(optimizer[name] as number | undefined) ?? standard}
            notches={notchesOf(range, standard)}
            range={range}
            onInput={(value) => change(name, value)}
            onChange={keep}
          />
        );
      })}
      <p class="formula">
        {formula.split('; ').map((line) => (
          <span key={line}>{line}</span>
        ))}
      </p>
      <p class="quiet">{use}</p>
    </>
  );
}
