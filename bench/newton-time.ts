/**
 * Times the solving of Newton's equations for growing numbers of weights, and writes the milliseconds to
 * lessons/second-order/newton-time.ts. Redo with `npm run bench:newton-time && npm run format`.
 */
import { writeFileSync } from 'node:fs';
import { solveSymmetric } from '#src/minimizers/solve-symmetric';
import { newtonStep } from '#src/minimizers/newton-step';
import { rounded } from '#src/shared/stats';
import { asked, nothing } from './asked.ts';

await asked('npm run bench:newton-time', nothing);

const weights = [100, 200, 400, 800, 1600];
/** Calls that are timed, at least; of small systems more. */
const rounds = 12;

const times = weights.map((size) => {
  const hessian = Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (_, j) => (i === j ? 2 : 1 / (1 + Math.abs(i - j)) ** 2)),
  );
  const gradient = Array.from({ length: size }, (_, i) => Math.cos(i));
  const solve = () => newtonStep(gradient, hessian, 0, (a, b) => solveSymmetric(a, b, 1e-12));
  const taken = Array.from({ length: rounds * Math.ceil(400 / size) ** 2 }, () =>
    milliseconds(solve),
  );
  return rounded(Math.min(...taken), 2);
});
const [node] = process.versions.node.split('.');
writeFileSync(
  new URL('../lessons/second-order/newton-time.ts', import.meta.url),
  `/** What bench/newton-time.ts once measured: processor time for one step of Newton's method, its Hessian given. */
export const newtonTime = ${JSON.stringify(
    {
      recorded: new Date().toISOString().slice(0, 10),
      on: `one core, Node ${node}`,
      weights,
      milliseconds: times,
    },
    undefined,
    2,
  )};
`,
);

/** Of the processor, which others on the machine do not add to. */
function milliseconds(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
