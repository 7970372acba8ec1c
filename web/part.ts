import type * as rules from 'downhill/rules';
import type * as ending from './ending.ts';
import type * as teach from './teach.tsx';
import type * as ruleOptions from './parts/rule-options.tsx';
import type * as takeAway from './take-away.ts';
import type * as inside from './views/inside.tsx';
import type * as net from './views/net.tsx';
import type * as noise from './views/noise.tsx';
import type * as ownRule from './views/own-rule.tsx';
import type * as penalty from './views/penalty.tsx';
import type * as rate from './views/rate.tsx';
import type * as schedule from './views/schedule.tsx';
import type * as sensitivity from './views/sensitivity.tsx';

/** What of the page is a script of its own, which does nothing until it is first used. */
export interface Parts {
  readonly inside: typeof inside;
  readonly rate: typeof rate;
  readonly noise: typeof noise;
  readonly schedule: typeof schedule;
  readonly sensitivity: typeof sensitivity;
  readonly penalty: typeof penalty;
  readonly net: typeof net;
  readonly ownRule: typeof ownRule;
  readonly ending: typeof ending;
  readonly ruleOptions: typeof ruleOptions;
  readonly rules: typeof rules;
  readonly teach: typeof teach;
  readonly takeAway: typeof takeAway;
}

/** Made by the build: the modules that all share, and the parts that have been used. */
declare const lab: { readonly parts: Partial<Parts> };

/** A part of the page; its script runs when it is asked for the first time. */
export function part<Name extends keyof Parts>(name: Name): Parts[Name] {
  if (lab.parts[name] === undefined) {
    const script = document.createElement('script');
    script.textContent = document.querySelector(`#part-${name}`)?.textContent ?? '';
    document.head.append(script);
  }
  return lab.parts[name] as Parts[Name];
}
