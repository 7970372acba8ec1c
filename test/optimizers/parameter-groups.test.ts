import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { SGD } from '../../src/optimizers/index.ts';
import { holds } from '../../src/optimizers/parameter-groups.ts';

describe('a group by a part of the name', () => {
  it.each([
    ['lay_1', 'lay_1/kernel', true],
    ['lay_1', 'lay_10/kernel', false],
    ['lay_1', 'play_1/kernel', true],
    ['lay_1', 'lay_10/lay_1/kernel', true],
    ['1/kernel', 'lay_1/kernel', true],
    ['1/kernel', 'lay_21/kernel', false],
    ['dense_Dense2', 'dense_Dense2/bias_1', true],
    ['dense_Dense2', 'dense_Dense25/bias', false],
    ['lay_', 'lay_10/kernel', true],
    ['0', '10', false],
    ['10', '10', true],
    ['', '10', true],
  ])('"%s" holds "%s": %s', (name, variable, held) => {
    const one = tf.tidy(() => tf.variable(tf.scalar(1), true, variable));
    expect(holds({ where: { name } }, one)).toBe(held);
    one.dispose();
  });
});

describe('a group that is picked by something else', () => {
  it.each<[string, unknown, string]>([
    [
      'a pattern',
      /^conv_.*bias$/,
      'SGD: groups[0]: where must be { name, minRank, maxRank } or a function, got /^conv_.*bias$/; write where: (variable) => /^conv_.*bias$/.test(variable.name)',
    ],
    [
      'a pattern for a name',
      { name: /bias$/ },
      "SGD: groups[0]: where: name must be a part of a variable's name, got /bias$/; write where: (variable) => /bias$/.test(variable.name)",
    ],
    [
      'a name',
      'bias',
      'SGD: groups[0]: where: options must be an object such as { name: ... }, got "bias"',
    ],
    [
      'a list',
      ['bias'],
      'SGD: groups[0]: where must be { name, minRank, maxRank } or a function, got ["bias"]',
    ],
    ['a map', new Map([['name', 'bias']]), 'SGD: groups[0]: where must be'],
    [
      'half a rank',
      { minRank: 1.5 },
      'SGD: groups[0]: where: minRank must be a whole number of at least 0, got 1.5',
    ],
    [
      'ranks that no variable has',
      { minRank: 3, maxRank: 2 },
      'SGD: groups[0]: where: maxRank must be at least minRank (3), got 2',
    ],
    [
      'a pattern in it',
      { name: /bias/ },
      "SGD: groups[0]: where: name must be a part of a variable's name",
    ],
  ])('is refused: %s', (_, where, says) => {
    expect(() => new SGD({ groups: [{ where: where as never, frozen: true }] })).toThrow(says);
  });
});
