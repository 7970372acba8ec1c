import type { Diagnosis, Outcome, ProbeResult, Verdict } from '../../src/verify/verdict.ts';

/** Verdicts by hand, as the examiner gives them. */
export const coldStep: ProbeResult = {
  id: 'cold-step',
  about: 'one update from a fresh state',
  passed: true,
  maxError: 4e-8,
  allowed: 1e-6,
};

export const tinyGradient: ProbeResult = {
  id: 'tiny-gradient',
  about: 'gradients near 1e-6',
  passed: false,
  maxError: 6.9e-3,
  allowed: 1e-6,
  update: 1,
  variable: 'a',
  index: [0],
  expected: 0.99,
  got: 0.996_837_722,
  first: 'denominator',
};

/** The same probe, met by a known library's form. */
export const asInKeras: ProbeResult = {
  id: tinyGradient.id,
  about: tinyGradient.about,
  passed: true,
  note: 'as in tfjs and Keras',
};

export const resume: ProbeResult = {
  id: 'resume',
  about: 'saved, restored and led on',
  passed: true,
  skipped: 'the class offers no getWeights',
};

export const insideRoot: Diagnosis = {
  id: 'epsilon-inside-root',
  fault: 'epsilon is added inside the square root',
  match: 'exact',
  remedy: 'Add it to the root, not under it.',
  member: 'rmsprop',
  lesson: 'RMSProp',
};

export function verdict(outcome: Outcome, more: Partial<Verdict> = {}): Verdict {
  return {
    schema: 1,
    file: 'my-adam.ts',
    as: 'adam',
    kind: 'optimizer',
    verdict: outcome,
    backend: 'wasm',
    seconds: 1.3,
    seed: 1,
    probes: [coldStep],
    diagnosis: [],
    advice: [],
    ...more,
  };
}

export const failed = verdict('failed', {
  probes: [coldStep, tinyGradient, resume],
  diagnosis: [insideRoot],
  advice: ['Two tensors stay behind at each update.'],
  output: 'hello from update 1\n',
});

export const byConvention = verdict('convention', {
  probes: [coldStep, asInKeras, resume],
  diagnosis: [{ ...insideRoot, library: 'tfjs and Keras' }],
});

export const passed = verdict('passed', { probes: [coldStep, resume] });
export const timeout = verdict('timeout', {
  probes: [],
  message: 'did not come back within 20 s; the last finished check is cold-step',
});
export const broken = verdict('error', {
  as: null,
  kind: null,
  probes: [],
  message: 'Expected ";" but found "x"\n    my-adam.ts:3:7',
});

/** What a hostile file says. */
export const hostile =
  '\u001B[2J\u001B[32m\u0000]]> <b>&amp;</b> "quoted" \uD800 \u202Eevil\uFFFE ```\n# done\r\ttab\u0007';
