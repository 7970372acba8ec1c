import { readdirSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { examFor } from '../../src/verify/exam-for.ts';
import { memberNamed } from '../../src/verify/member-names.ts';
import { subjectOf } from '../../src/sandbox/subject.ts';
import { observe } from '../../src/verify/observe.ts';
import type { Observation } from '../../src/verify/probe.ts';
import type { Verdict } from '../../src/verify/verdict.ts';
import { optimizer } from '../../src/optimizers/index.ts';
import { rule, type Rule } from '../../src/rules/index.ts';

/** The folder of right files in many styles; each is named for its member, then for its style. */
export const right = fileURLToPath(new URL('right/', import.meta.url));

/** Whose convention each file of `right/conventions/` follows. */
export const libraries: Readonly<Record<string, RegExp>> = {
  'adabelief.optax.js': /Optax/,
  'adadelta.keras.js': /Keras/,
  'adagrad.accumulator-default.js': /tfjs, Keras and Optax/,
  'adagrad.tfjs.js': /tfjs/,
  'adagrad.torch.js': /PyTorch/,
  'adam.fixed-keras-epsilon.js': /Keras/,
  'adam.keras-tensors.js': /Keras/,
  'adam.keras.js': /Keras/,
  'adam.tfjs-epsilon.js': /tfjs/,
  'adamax.keras-tensors.js': /Keras/,
  'adamax.keras.js': /Keras/,
  'adamw.keras-standard-form.js': /Keras/,
  'adamw.keras.js': /Keras/,
  'adamw.optax.js': /Optax/,
  'adamw.paper.js': /AdamW paper/,
  'amsgrad.keras.js': /Keras/,
  'amsgrad.optax.js': /Optax/,
  'cosine-restarts.keras.js': /Keras/,
  'cosine.torch.ts': /PyTorch/,
  'elastic-net.scikit-learn.js': /scikit-learn/,
  'elastic-net.tfjs.ts': /tfjs/,
  'l2.half.js': /textbooks/,
  'lars.tensorflow.ts': /TensorFlow/,
  'lion.optax.js': /Optax/,
  'momentum.cs231n-create.js': /CS231n/,
  'momentum.cs231n-rule.ts': /CS231n/,
  'momentum.cs231n.ts': /CS231n/,
  'momentum.dampened.js': /PyTorch/,
  'momentum.ema.js': /Optax/,
  'momentum.keras.ts': /Keras/,
  'momentum.no-momentum-default.ts': /PyTorch and Keras/,
  'multi-step.keras.ts': /Keras/,
  'nadam.keras.js': /Keras/,
  'nadam.optax.js': /Optax/,
  'nesterov.cs231n.ts': /CS231n/,
  'nesterov.keras.ts': /Keras/,
  'radam.paper.js': /RAdam paper/,
  'radam.torch.js': /PyTorch/,
  'rmsprop-centered.keras-tensors.js': /Keras/,
  'rmsprop-centered.keras.js': /Keras/,
  'rmsprop-momentum.keras-velocity.ts': /Keras/,
  'rmsprop-momentum.keras.js': /Keras/,
  'rmsprop.tfjs-tensors.js': /tfjs/,
  'rmsprop.tfjs.js': /tfjs/,
  'rmsprop.torch.js': /PyTorch/,
  'warmup.optax.ts': /Optax/,
  'yogi.optax.js': /Optax/,
};

/** The names of the files in a folder. */
export const filesIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)
    .toSorted();

/** Those that can be imported as they are: a CommonJS file is compiled first, as all are in a real examination. */
export const importable = (): string[] => filesIn(right).filter((file) => !file.endsWith('.cjs'));

export type Judged = Pick<Verdict, 'verdict' | 'probes' | 'diagnosis' | 'advice'>;

/** Examines a file of `right/` in this process, by the exam's own probes and judgement. */
export async function verdictOn(file: string, seed: number): Promise<Judged> {
  const subject = subjectOf(
    (await import(/* @vite-ignore */ pathToFileURL(right + file).href)) as object,
    (name, written) => optimizer(name, rule(written as Rule)),
  );
  if (typeof subject === 'string') throw new Error(`${file}: ${subject}`);
  const member = memberNamed(file.replace(/^.*\//, '').split('.')[0] as string);
  const exam = examFor(member, seed);
  const seen: Observation[] = [];
  for await (const one of observe(subject.value, subject.form, exam.probes)) seen.push(one);
  return exam.judge(seen);
}

/** What a failed test must show: each probe with its numbers, and what was made of them. */
export const trouble = ({ probes, diagnosis }: Pick<Judged, 'probes' | 'diagnosis'>) => [
  ...probes.filter(({ passed }) => !passed),
  ...diagnosis.map(({ fault, library = 'no library' }) => `${fault} (${library})`),
];
