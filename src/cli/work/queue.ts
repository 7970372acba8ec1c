import { availableParallelism } from 'node:os';
import { attend, openBroker, runTrade, running } from '../../engine/queue/index.ts';
import { examining, examTrade } from '../../sandbox/exam-errand.ts';
import { clearAbandoned } from '../../sandbox/parcel.ts';
import { counted } from '../../shared/counted.ts';
import { exitCodes } from '../../shared/exit-codes.ts';

/** `downhill work --queue`: does what stands in a queue, until Ctrl-C or SIGTERM; then what is in hand, and ends. */
export async function workQueue(address: string, quiet: boolean): Promise<number> {
  const broker = await openBroker('work', address);
  await clearAbandoned();
  const note = (text: string) => {
    if (!quiet) process.stderr.write(`${text}\n`);
  };
  const cores = availableParallelism();
  const runs = runTrade(cores);
  const attendant = attend(broker, { [running]: runs.run, [examining]: examTrade }, cores, note);
  note(`Working for ${broker.shown}, ${counted(cores, 'job')} at a time. Ctrl-C ends it.`);
  await interrupted();
  const inHand = attendant.busy();
  note(
    inHand === 0
      ? 'Ends.'
      : `Finishes ${counted(inHand, 'job')}; Ctrl-C once more ends it at once, and others do them again.`,
  );
  await attendant.end();
  runs.close();
  return exitCodes.interrupted;
}

/** At the first Ctrl-C or SIGTERM; the second ends the process. */
function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM'] as const) {
      process.once(name, () => {
        process.once(name, () => process.exit(exitCodes.interrupted));
        resolve();
      });
    }
  });
}
