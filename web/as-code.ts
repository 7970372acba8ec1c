import { entrantsOf, type LabState } from '#src/lab/link';

/** The program that trains on tensors what the page walks in doubles. */
export function asCode(state: LabState): string {
  const { optimizer: _, ...experiment } = state.experiment;
  return `import { run, useBackend } from 'downhill/node';

await useBackend('wasm');
const experiment = ${literal({ ...experiment, path: true })};
const optimizers = ${literal(entrantsOf(state))};

for (const optimizer of optimizers) {
  const { final, divergedAt } = await run({ ...experiment, optimizer });
  console.log(optimizer.name, divergedAt[0] === null ? final.loss[0] : \`diverged at update \${divergedAt[0]}\`);
}
`;
}

/** Plain data as it is written by hand: names without quotes, words in single ones. */
function literal(data: unknown): string {
  return JSON.stringify(data, null, 2)
    .replaceAll(/^(\s*)"(\w+)":/gm, '$1$2:')
    .replaceAll(/"((?:[^"\\]|\\.)*)"/g, (_, text: string) => `'${text.replaceAll("'", "\\'")}'`);
}
