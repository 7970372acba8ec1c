import { expect, it } from 'vitest';
import { optimizers } from '../../src/optimizers/index.ts';
import { rules } from '../../src/rules/index.ts';
import { ruleMembers } from '../../src/verify/index.ts';
import { memberOf } from '../support/members.ts';
import { testBank, testRight } from './bank.ts';

// All rules, with more seeds: test/slow/mutants-*.test.ts.
for (const name of ['sgd', 'momentum']) testBank(memberOf(name), 1);
for (const member of ruleMembers) testRight(member, [1]);

it('knows every rule of the library by its name and its class', () => {
  expect(ruleMembers.map(({ name }) => name)).toEqual(Object.keys(rules));
  for (const { name, className, rule } of ruleMembers) {
    const made = optimizers[name as keyof typeof optimizers] as { name: string; rule: unknown };
    expect(made.name).toBe(className);
    expect(made.rule).toBe(rule);
  }
});

it('has mistakes for every rule', () => {
  expect(ruleMembers.filter(({ mutants }) => mutants.length === 0)).toEqual([]);
});

it('says what is wrong and what to do in clauses, not sentences', () => {
  for (const { fault, remedy } of ruleMembers.flatMap(({ mutants }) => mutants)) {
    expect(fault).toMatch(/^(?![A-Z][a-z]).*[^.\s]$/);
    expect(remedy).toMatch(/[^.\s]$/);
  }
});

it('has library defaults for options that a rule has, other than its own', () => {
  for (const { name, rule, libraryDefaults } of ruleMembers) {
    for (const { option, value } of libraryDefaults) {
      expect(rule.defaults).toHaveProperty(option);
      expect(rule.defaults[option], `${name} ${option}`).not.toBe(value);
    }
  }
});

it('has textbook forms that share nothing with the rules', () => {
  for (const { name, textbook } of ruleMembers) {
    expect(textbook.toString(), name).not.toMatch(/\brule\b|defaults|rules/);
  }
});
