import Descent from './honest.ts';

let updates = 0;

/** Fails in the second probe: each has six updates. */
export default class Loop extends Descent {
  override applyGradients(gradients: Parameters<Descent['applyGradients']>[0]): void {
    updates++;
    if (updates > 8) for (;;);
    super.applyGradients(gradients);
  }
}
