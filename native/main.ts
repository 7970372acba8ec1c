import { fileURLToPath } from 'node:url';
import { UsageError } from '#src/shared/errors';
import { exitCodes } from '#src/shared/exit-codes';
import { selfTestInOwnProcess } from '#src/backend/in-own-process';
import { refusal } from './failure.ts';
import { nativeCommand } from './native-command.ts';
import type { Trial } from './set-up.ts';
import type { Site } from './site.ts';

const interruption = new AbortController();
const site: Site = {
  root: fileURLToPath(new URL('../..', import.meta.url)),
  env: process.env,
  platform: process.platform,
  arch: process.arch,
  signal: interruption.signal,
  say: (line) => process.stderr.write(`${line}\n`),
};
const leavesWith = { SIGINT: exitCodes.interrupted, SIGTERM: exitCodes.terminated } as const;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    process.exitCode = leavesWith[signal];
    interruption.abort();
  });
}

const trial: Trial = async ({ backend }) => {
  const result = await selfTestInOwnProcess(backend);
  if ('device' in result) return result.device;
  throw refusal(
    `it was built but does not work: ${result.reason}`,
    '`npx downhill doctor` tells more, and --backend wasm needs nothing',
  );
};

try {
  process.stdout.write(`${await nativeCommand(process.argv.slice(2), site, trial)}\n`);
} catch (error) {
  if (site.signal.aborted) {
    process.stderr.write('npm run native: interrupted; run it again to go on\n');
  } else if (error instanceof UsageError) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = error.exitCode;
  } else {
    throw error;
  }
}
