/** What bench/newton-time.ts once measured: processor time for one step of Newton's method, its Hessian given. */
export const newtonTime = {
  recorded: '2026-11-29',
  on: 'one core, Node 20',
  weights: [100, 200, 400, 800, 1600],
  milliseconds: [0.43, 3.4, 22, 260, 1900],
};
