import { sign, type Elementwise, type Rule } from '../../rules/index.ts';
import { faultsIn, withSquares, type FaultRow, type Given, type RuleFault } from './rule-fault.ts';

/** A decay done otherwise than the rule does it: `bare` is the rule without one. */
type Decay = (given: Given, decay: number, bare: Given['run']) => ReturnType<FaultRow[2]>;
type Row = readonly [id: string, fault: string, decay: Decay];

const remedy = 'shrink the weight by lr · weightDecay · w, once, beside the step';

/** Mistakes in the decay of a rule that has one. */
export function decayFaults({ defaults }: Rule): readonly RuleFault[] {
  if (!('weightDecay' in defaults)) return hiddenDecays;
  return faultsIn(
    'w',
    remedy,
    rows.map(([id, fault, decay]) => [
      id,
      fault,
      (given) => decay(given, given.hyper['weightDecay'] as number, bareOf(given)),
    ]),
  );
}

const bareOf =
  ({ run }: Given): Given['run'] =>
  (changes = {}) =>
    run({ ...changes, hyper: { weightDecay: 0 } });

/** The weight is something else when the step is made. */
const before = (
  id: string,
  fault: string,
  weight: (w: Elementwise, decay: number, given: Given) => Elementwise,
): Row => [
  id,
  fault,
  (given, decay, bare) => bare({ step: { w: weight(given.step.w, decay, given) } }),
];

/** The gradient is something else. */
const inGradient = (
  id: string,
  fault: string,
  gradient: (g: Elementwise, penalty: Elementwise, given: Given) => Elementwise,
): Row => [
  id,
  fault,
  (given, decay, bare) => {
    const { g, w } = given.step;
    return bare({ step: { g: gradient(g, w.mul(decay), given) } });
  },
];

/** What a step takes from Adam's averages: the share of this update's gradient in the corrected m. */
const shareOfNow = ({ step: { t }, hyper: { beta1 = 0 } }: Given) => (1 - beta1) / (1 - beta1 ** t);

const corrections: readonly (readonly [
  id: string,
  rate: string,
  of: (t: number, hyper: Given['hyper']) => number,
])[] = [
  [
    '',
    'lr · √(1 − beta2^t) / (1 − beta1^t)',
    (t, { beta1 = 0, beta2 = 0 }) => Math.sqrt(1 - beta2 ** t) / (1 - beta1 ** t),
  ],
  ['-by-first', 'lr / (1 − beta1^t)', (t, { beta1 = 0 }) => 1 / (1 - beta1 ** t)],
  ['-by-second', 'lr · √(1 − beta2^t)', (t, { beta2 = 0 }) => Math.sqrt(1 - beta2 ** t)],
];

const rows: readonly Row[] = [
  inGradient(
    'decay-through-gradient',
    'the decay goes through the gradient: this is L2 regularization, not decoupled weight decay',
    (g, penalty) => g.add(penalty),
  ),
  inGradient(
    'decay-through-gradient-with-rate',
    'the decay, times the learning rate, goes through the gradient',
    (g, penalty, { step: { lr } }) => g.add(penalty.mul(lr)),
  ),
  inGradient(
    'decay-from-gradient',
    'the decay is subtracted from the gradient, so that weights grow',
    (g, penalty) => g.sub(penalty),
  ),
  inGradient(
    'decay-inside-m',
    'the decay goes into the average of the gradients, but not into that of their squares',
    (g, penalty) => withSquares(g.add(penalty), g.square()),
  ),
  inGradient(
    'decay-inside-m-with-rate',
    'the decay, times the learning rate, goes into the average of the gradients, but not into that of their squares',
    (g, penalty, { step: { lr } }) => withSquares(g.add(penalty.mul(lr)), g.square()),
  ),
  inGradient(
    'decay-inside-squares',
    'the decay goes into the average of the squared gradients alone',
    (g, penalty) => withSquares(g, g.add(penalty).square()),
  ),
  [
    'decay-in-numerator',
    'the decay is added to the step before the division by the root: it is divided too',
    (given, decay, bare) => {
      const { g, w } = given.step;
      const more = w.mul(decay / shareOfNow(given));
      const { w: next } = bare({ step: { g: withSquares(g.add(more), g.square()) } });
      return { ...bare(), w: next };
    },
  ],
  [
    'decay-twice',
    'the decay is applied twice: through the gradient and on the weight',
    ({ step: { g, w, lr } }, decay, bare) =>
      bare({ step: { g: g.add(w.mul(decay)), w: w.mul(1 - lr * decay) } }),
  ],
  [
    'decay-after-the-step',
    'the decay comes after the step, so that it shrinks the step too',
    ({ step: { lr } }, decay, bare) => {
      const next = bare();
      return { ...next, w: next.w.mul(1 - lr * decay) };
    },
  ],
  [
    'decay-after-the-step-without-rate',
    'the decay comes after the step and is not multiplied by the learning rate',
    (_, decay, bare) => {
      const next = bare();
      return { ...next, w: next.w.mul(1 - decay) };
    },
  ],
  [
    'decay-before-and-after',
    'the weight is shrunk twice in each update: before the step and after it',
    ({ step: { w, lr } }, decay, bare) => {
      const next = bare({ step: { w: w.mul(1 - lr * decay) } });
      return { ...next, w: next.w.mul(1 - lr * decay) };
    },
  ],
  [
    'decay-towards-start',
    'the weight decays towards where it started, not towards 0',
    ({ step: { w, lr }, kept }, decay, bare) => {
      const start = kept ?? w;
      return { next: bare({ step: { w: w.sub(w.sub(start).mul(lr * decay)) } }), keep: start };
    },
  ],
  [
    'decay-of-start',
    'the decay takes lr · weightDecay of the weight at the start, not of that of now',
    ({ step: { w, lr }, kept }, decay, bare) => {
      const start = kept ?? w;
      return { next: bare({ step: { w: w.sub(start.mul(lr * decay)) } }), keep: start };
    },
  ],
  [
    'decay-of-previous',
    'the decay takes lr · weightDecay of the weight before the last update',
    ({ step: { w, lr }, kept }, decay, bare) => {
      return { next: bare({ step: { w: w.sub((kept ?? w).mul(lr * decay)) } }), keep: w };
    },
  ],
  [
    'decay-at-first-rate',
    'the decay is multiplied by the learning rate of the first update, whatever the rate is now',
    ({ step: { w, lr }, kept }, decay, bare) => {
      const rate = kept ?? w.mul(0).add(lr);
      return { next: bare({ step: { w: w.sub(w.mul(rate).mul(decay)) } }), keep: rate };
    },
  ],
  before(
    'decay-compounds',
    'the decay grows with every update: the weight is shrunk t times over',
    (w, decay, { step: { lr, t } }) => {
      return w.mul((1 - lr * decay) ** t);
    },
  ),
  before(
    'decay-times-t',
    'the decay grows with every update: it is multiplied by t',
    (w, decay, { step: { lr, t } }) => {
      return w.mul(1 - lr * decay * t);
    },
  ),
  before('decay-over-t', 'the decay fades: it is divided by t', (w, decay, { step: { lr, t } }) => {
    return w.mul(1 - (lr * decay) / t);
  }),
  before(
    'decay-by-power',
    'weightDecay itself is raised to the power t',
    (w, decay, { step: { lr, t } }) => {
      return w.mul(1 - lr * decay ** t);
    },
  ),
  before(
    'decay-in-first-only',
    'the weight decays in its first update alone',
    (w, decay, { step: { lr, t } }) => {
      return t === 1 ? w.mul(1 - lr * decay) : w;
    },
  ),
  before(
    'decay-but-in-first',
    'the weight does not decay in its first update',
    (w, decay, { step: { lr, t } }) => {
      return t === 1 ? w : w.mul(1 - lr * decay);
    },
  ),
  before(
    'decay-where-gradient',
    'an element decays only where its gradient is not 0',
    (w, decay, { step: { lr, g } }) => {
      return w.sub(w.mul(g.abs().div(g.abs().maximum(2 ** -149))).mul(lr * decay));
    },
  ),
  before(
    'decay-with-gradient-size',
    'the decay is multiplied by |g|',
    (w, decay, { step: { lr, g } }) => {
      return w.sub(w.mul(g.abs()).mul(lr * decay));
    },
  ),
  before(
    'decay-by-norm',
    'the decay is divided by the norm of the weight',
    (w, decay, { step: { lr } }) => {
      return w.sub(w.div(w.norm().maximum(1e-30)).mul(lr * decay));
    },
  ),
  before(
    'decay-to-mean',
    'weights decay towards their mean, not towards 0',
    (w, decay, { step: { lr } }) => {
      return w.sub(w.sub(w.mean()).mul(lr * decay));
    },
  ),
  before(
    'decay-of-sign',
    'the decay takes the sign of the weight, as an L1 penalty does, not the weight',
    (w, decay, { step: { lr } }) => {
      return w.sub(sign(w).mul(lr * decay));
    },
  ),
  before(
    'decay-divided',
    'the weight is divided by 1 + lr · weightDecay in place of being multiplied by 1 − lr · weightDecay',
    (w, decay, { step: { lr } }) => {
      return w.div(1 + lr * decay);
    },
  ),
  before(
    'decay-exponential',
    'the weight is multiplied by exp(−lr · weightDecay) in place of 1 − lr · weightDecay',
    (w, decay, { step: { lr } }) => {
      return w.mul(Math.exp(-lr * decay));
    },
  ),
  before(
    'decay-alone-without-rate',
    'the decay is not multiplied by the learning rate',
    (w, decay) => w.mul(1 - decay),
  ),
  before(
    'decay-with-rate-squared',
    'the decay is multiplied by the learning rate twice',
    (w, decay, { step: { lr } }) => {
      return w.mul(1 - lr * lr * decay);
    },
  ),
  before(
    'decay-without-one',
    'the weight is multiplied by lr · weightDecay, not by 1 − lr · weightDecay',
    (w, decay, { step: { lr } }) => {
      return w.mul(lr * decay);
    },
  ),
  before(
    'decay-is-the-rest',
    'the weight is multiplied by weightDecay, not by 1 − lr · weightDecay',
    (w, decay) => {
      return w.mul(decay);
    },
  ),
  ...corrections.map(([id, rate, of]) =>
    before(
      `decay-at-corrected-rate${id}`,
      `the decay is multiplied by the corrected rate ${rate}, not by lr`,
      (w, decay, { step: { lr, t }, hyper }) => w.mul(1 - lr * of(t, hyper) * decay),
    ),
  ),
];

/** Where a decay that nobody asked for is hidden, and how strong it may be. */
const hiddenDecays: readonly RuleFault[] = [
  1e-4, 5e-4, 1e-3, 4e-3, 5e-3, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5,
].flatMap((decay) => hiddenDecay(decay));

/** A rule without a decay that has one all the same. */
export function hiddenDecay(decay: number): readonly RuleFault[] {
  return faultsIn('w', 'leave the decay out: the rule has none', [
    [
      'hidden-decay',
      `weights decay by lr · ${decay} · w in every update, which nobody asked for`,
      ({ step: { w, lr }, run }) => run({ step: { w: w.mul(1 - lr * decay) } }),
    ],
    [
      'hidden-decay-in-gradient',
      `${decay} · w is added to the gradient, a weight decay that nobody asked for`,
      ({ step: { w, g }, run }) => run({ step: { g: g.add(w.mul(decay)) } }),
    ],
    [
      'hidden-decay-without-rate',
      `weights shrink by ${decay} of themselves in every update, which nobody asked for`,
      ({ step: { w }, run }) => run({ step: { w: w.mul(1 - decay) } }),
    ],
    [
      'hidden-decay-after-step',
      `weights shrink by lr · ${decay} of themselves after each step, which nobody asked for`,
      ({ step: { lr }, run }) => {
        const next = run();
        return { ...next, w: next.w.mul(1 - lr * decay) };
      },
    ],
  ]);
}
