import * as tf from '@tensorflow/tfjs'

// param.mul_(1 - lr * wd); buf.mul_(mu).add_(grad); param.add_(buf, alpha=-lr)
export class SGDW {
  constructor(options) {
    const { lr, learningRate = lr, momentum = 0.9, weightDecay = 0.01 } = options
    Object.assign(this, { learningRate, momentum, weightDecay })
    this.buf = new Map()
  }

  *pairs(grads) {
    if (Array.isArray(grads)) for (const g of grads) yield [g.name, g.tensor]
    else yield* Object.entries(grads)
  }

  applyGradients(grads) {
    for (const [name, grad] of this.pairs(grads)) {
      if (!grad) continue
      const param = tf.engine().registeredVariables[name]
      const first = !this.buf.has(name)
      const [p, b] = tf.tidy(() => {
        const shrunk = param.mul(1 - this.learningRate * this.weightDecay)
        const buf = first ? grad.clone() : this.buf.get(name).mul(this.momentum).add(grad)
        return [shrunk.add(buf.mul(-this.learningRate)), buf]
      })
      if (!first) this.buf.get(name).dispose()
      this.buf.set(name, b)
      param.assign(p)
      p.dispose()
    }
  }
}
