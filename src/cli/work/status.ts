import { counts, openBroker } from '../../engine/queue/index.ts';
import { exitCodes } from '../../shared/exit-codes.ts';
import { printJson } from '../print-json.ts';

/** `downhill work --status`: what stands in a queue. */
export async function showStatus(address: string, json: boolean): Promise<number> {
  const broker = await openBroker('work', address);
  const found = await counts(broker);
  if (json) printJson({ schema: 1, queue: broker.shown, ...found });
  else {
    const parts = Object.entries(found).map(([name, count]) => `${count} ${name}`);
    process.stdout.write(`${broker.shown}: ${parts.join(', ')}\n`);
  }
  return exitCodes.well;
}
