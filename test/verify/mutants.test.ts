import { expect, it } from 'vitest';
import lessons from '../../lessons/index.ts';
import { lessonOf } from '../../src/verify/candidates.ts';
import { optimizers } from '../../src/optimizers/index.ts';
import { libraryDefaults } from '../../src/verify/library-defaults.ts';
import { mutants } from '../../src/verify/mutants/index.ts';
import { testBank, testRight } from './bank.ts';

const rules = Object.keys(optimizers);
const known = new Set(lessons.map(({ id }) => id));

// All rules, with more seeds: test/slow/mutants.test.ts.
for (const rule of ['sgd', 'momentum', 'adamw']) testBank(rule, 1);
for (const rule of rules) testRight(rule, [1]);

it('refers to lessons that there are', () => {
  expect(mutants.filter(({ lesson }) => !known.has(lesson))).toEqual([]);
  expect(rules.map(lessonOf).filter((lesson) => !known.has(lesson))).toEqual([]);
});

it('has mistakes for every rule of the library', () => {
  const files = new Set(mutants.flatMap(({ sources }) => sources));
  expect(files.size).toBe(rules.length);
});

it('says what is wrong and what to do in clauses, not sentences', () => {
  for (const { fault, remedy } of mutants) {
    expect(fault).toMatch(/^(?![A-Z][a-z]).*[^.\s]$/);
    expect(remedy).toMatch(/[^.\s]$/);
  }
});

it('has library defaults for options that a rule has, other than its own', () => {
  for (const [rule, defaults] of Object.entries(libraryDefaults)) {
    const { defaults: own } = optimizers[rule as keyof typeof optimizers];
    for (const { option, value } of defaults) {
      expect(own).toHaveProperty(option);
      expect(own[option as keyof typeof own], `${rule} ${option}`).not.toBe(value);
    }
  }
});
