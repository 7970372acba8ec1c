import { penalty } from 'downhill';
const l1 = penalty('l1', {
  defaults: { l1: 0.01 },
  penalty(w, { l1: l12 }) {
    return w.abs().sum().mul(l12);
  },
  gradient(w, { l1: l12 }) {
    return w.mul(l12);
  },
});
export { l1 };
