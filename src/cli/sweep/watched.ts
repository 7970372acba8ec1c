import { performance } from 'node:perf_hooks';
import { exitCodes } from '../../shared/exit-codes.ts';
import type { OnSwept } from '../../sweep/run-sweep.ts';
import { timeText } from '../../sweep/size.ts';
import { progressBars } from '../progress.ts';

/** How a sweep's way is shown, and what is said when it is broken off. */
export interface Watched {
  readonly onProgress: OnSwept;
  note(text: string): void;
  end(): void;
}

/** A bar on stderr with an estimate of the time left; without a terminal, a line for each tenth. */
export function watched(name: string, quiet: boolean): Watched {
  const bars = progressBars([name], quiet);
  const began = performance.now();
  let told = 0;
  const broken = () => {
    bars.end();
    if (!quiet) {
      process.stderr.write(
        'Stopped. What is finished is kept; the same command goes on from there.\n',
      );
    }
    process.exit(exitCodes.interrupted);
  };
  process.on('SIGINT', broken);
  process.on('SIGTERM', broken);
  return {
    onProgress: (done, of, trained) => {
      const seconds = (performance.now() - began) / 1000;
      const left =
        trained > 0 && done < of ? `about ${timeText((seconds * (of - done)) / trained)} left` : '';
      bars.move(name, done / of, left);
      const tenth = Math.floor((10 * done) / of);
      if (tenth <= told || tenth === 10 || trained === 0) return;
      told = tenth;
      bars.tell(`${name}: ${10 * tenth} % done${left === '' ? '' : `, ${left}`}`);
    },
    note: (text) => bars.note(text),
    end: () => {
      bars.end();
      process.off('SIGINT', broken);
      process.off('SIGTERM', broken);
    },
  };
}
