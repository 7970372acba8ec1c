'use strict';
const tf = require('@tensorflow/tfjs');

function Adam(options) {
  this.learningRate = options.learningRate === undefined ? 0.001 : options.learningRate;
  this.beta1 = options.beta1 === undefined ? 0.9 : options.beta1;
  this.beta2 = options.beta2 === undefined ? 0.999 : options.beta2;
  this.epsilon = options.epsilon === undefined ? 1e-8 : options.epsilon;
  this.slots = {};
  this.t = 0;
}

Adam.prototype.applyGradients = function (gradients) {
  var self = this;
  var list = Array.isArray(gradients)
    ? gradients
    : Object.keys(gradients).map(function (name) {
        return { name: name, tensor: gradients[name] };
      });
  self.t += 1;
  list.forEach(function (entry) {
    var g = entry.tensor;
    if (!g) return;
    var w = tf.engine().registeredVariables[entry.name];
    var old = self.slots[entry.name] || { m: tf.zerosLike(w), v: tf.zerosLike(w) };
    var next = tf.tidy(function () {
      var m = old.m.mul(self.beta1).add(g.mul(1 - self.beta1));
      var v = old.v.mul(self.beta2).add(g.mul(g).mul(1 - self.beta2));
      var mHat = m.div(1 - Math.pow(self.beta1, self.t));
      var vHat = v.div(1 - Math.pow(self.beta2, self.t));
      w.assign(w.sub(mHat.mul(self.learningRate).div(vHat.sqrt().add(self.epsilon))));
      return { m: m, v: v };
    });
    tf.dispose(old);
    self.slots[entry.name] = next;
  });
};

module.exports = { Adam: Adam };
