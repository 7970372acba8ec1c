import * as tf from '@tensorflow/tfjs';
import { shown, UsageError } from '../shared/errors.ts';

/** Gradients by variable name, as a list or a map; null or undefined means "leave this variable alone". */
export type Gradients = Parameters<tf.Optimizer['applyGradients']>[0];

/** The variable of that name, as long as it is not disposed. */
export const registered = (name: string): tf.Variable | undefined =>
  tf.engine().registeredVariables[name];

/**
 * What an update is given: all variables that it names, and the gradients of those that it moves.
 * @param isLeft whether a variable is left alone, whatever its gradient
 * @throws UsageError for a variable that is not registered or named twice, or a gradient that is disposed or of another shape or type
 */
export function readGradients(
  who: string,
  gradients: Gradients,
  isLeft: (variable: tf.Variable) => boolean,
): {
  readonly variables: ReadonlyMap<string, tf.Variable>;
  readonly given: ReadonlyMap<string, tf.Tensor>;
} {
  const pairs = Array.isArray(gradients)
    ? gradients.map(({ name, tensor }) => [name, tensor] as const)
    : Object.entries(gradients);
  const variables = new Map(pairs.map(([name]) => [name, needed(who, name)]));
  if (variables.size < pairs.length) {
    const twice = pairs.find(([name], i) => pairs.findIndex(([other]) => other === name) < i);
    throw new UsageError({
      who,
      rule: `two gradients for variable "${twice?.[0]}"`,
      remedy: 'add them up first',
    });
  }
  const given = pairs.flatMap(([name, g]) => {
    const variable = variables.get(name) as tf.Variable;
    return g == null || isLeft(variable) ? [] : [[name, checked(who, variable, g)] as const];
  });
  return { variables, given: new Map(given) };
}

function needed(who: string, name: string): tf.Variable {
  const variable = registered(name);
  if (variable !== undefined) return variable;
  throw new UsageError({
    who,
    rule: `"${name}" is not a registered variable`,
    remedy: "a gradient's name must be the name of a tf.variable that is not disposed",
  });
}

function checked(name: string, variable: tf.Variable, g: unknown): tf.Tensor {
  const who = `${name}: the gradient of variable "${variable.name}"`;
  if (!(g instanceof tf.Tensor))
    throw new UsageError({ rule: `${who} must be a tensor`, got: shown(g) });
  if (g.isDisposed) throw new UsageError({ rule: `${who} is disposed` });
  if (!tf.util.arraysEqual(g.shape, variable.shape)) {
    throw new UsageError({
      rule: `${who} must have its shape [${variable.shape}]`,
      got: `[${g.shape}]`,
    });
  }
  if (g.dtype !== 'float32' || variable.dtype !== 'float32') {
    throw new UsageError({
      rule: `${who} must be float32 like the variable`,
      got: `${g.dtype} for ${variable.dtype}`,
    });
  }
  return g;
}
