import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
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
