import { describe, expect, it } from 'vitest';
import { lookUp } from '../../src/shared/look-up.ts';
import { didYouMean, nearest } from '../../src/shared/nearest.ts';

const names = ['adam', 'adamw', 'sgd', 'momentum', 'weightDecay'];

describe('nearest', () => {
  it.each([
    ['adam', 'adam'],
    ['Adam', 'adam'],
    ['adma', 'adam'],
    ['dam', 'adam'],
    ['adamx', 'adam'],
    ['sdg', 'sgd'],
    ['momentun', 'momentum'],
    ['weigthDecay', 'weightDecay'],
    ['weight_decay', 'weightDecay'],
  ])('takes %s for %s', (typed, name) => expect(nearest(typed, names)).toBe(name));

  it.each(['', 'lion', 'rmsprop', 'x'])('has nothing near %s', (typed) => {
    expect(nearest(typed, names)).toBeUndefined();
  });
});

it('suggests the nearest name or lists them all', () => {
  expect(didYouMean('adma', names)).toBe('did you mean "adam"?');
  expect(didYouMean('lion', ['adam', 'sgd'])).toBe('known: adam, sgd');
});

describe('lookUp', () => {
  const table = { adam: 1, nothing: undefined };

  it('finds members, also those that are undefined', () => {
    expect(lookUp('rule', 'adam', table)).toBe(1);
    expect(lookUp('rule', 'nothing', table)).toBeUndefined();
  });

  it('says what there is', () => {
    expect(() => lookUp('rule', 'adan', table)).toThrow(
      'unknown rule "adan"; did you mean "adam"?',
    );
    expect(() => lookUp('rule', 'x', table)).toThrow('unknown rule "x"; known: adam, nothing');
  });

  it.each(['toString', '__proto__', 'constructor'])('does not find %s', (name) => {
    expect(() => lookUp('rule', name, table)).toThrow(/^unknown rule/);
  });
});
