import { exitCodes, type ExitCode } from '../shared/exit-codes.ts';

/** What a learner's process was doing when it ended. */
export interface Moment {
  /** Whether the file was being loaded; otherwise it was under probes. */
  readonly loading: boolean;
  /** Whether it was being compiled, which counts as loading. */
  readonly compiling?: boolean;
  /** Whether its optimizer was training, for a race. */
  readonly training?: boolean;
  /** The probe that was running. */
  readonly probe?: string;
  /** The last probe that was finished. */
  readonly finished?: string;
}

/** How it came to an end. */
export type Cause =
  /** Its probes are done, or it was stopped from outside. */
  | { readonly how: 'finished' }
  /** What the file said or threw while it was loaded, or why it offers nothing to examine. */
  | { readonly how: 'unloadable'; readonly reason: string; readonly stack?: string }
  /** Thrown where no probe could catch it: in a timer, in a listener. */
  | { readonly how: 'threw'; readonly reason: string; readonly stack?: string }
  /** A promise was rejected and nobody handled it. */
  | { readonly how: 'rejected'; readonly reason: string; readonly stack?: string }
  | { readonly how: 'timeout'; readonly seconds: number }
  | { readonly how: 'memory'; readonly megabytes: number }
  /** `process.exit(code)`. */
  | { readonly how: 'left'; readonly code: number }
  | { readonly how: 'crashed'; readonly signal: string }
  /** It awaits something that never comes, and nothing is left that could bring it. */
  | { readonly how: 'stuck' }
  /** It meddled with the examiner's channel. */
  | { readonly how: 'tampered' };

/** How a learner's process ended, with one sentence for the learner. */
export type Ending = Cause & {
  readonly moment: Moment;
  readonly message: string;
  /** What the command line leaves with. */
  readonly exitCode: ExitCode;
};

/** An ending from its cause and moment. */
export function ending(cause: Cause, moment: Moment): Ending {
  return { ...cause, moment, message: sentence(cause, moment), exitCode: exitCode(cause, moment) };
}

function exitCode({ how }: Cause, { loading }: Moment): ExitCode {
  if (how === 'finished') return exitCodes.well;
  if (how === 'timeout' || how === 'memory') return exitCodes.exhausted;
  return loading ? exitCodes.unloadable : exitCodes.failed;
}

function sentence(cause: Cause, { loading, compiling, training, probe, finished }: Moment): string {
  const during = loading
    ? `while it was ${compiling ? 'compiled' : 'loaded'}`
    : training
      ? 'while it trained'
      : probe === undefined
        ? 'after the last probe'
        : `during the probe "${probe}"`;
  const last =
    loading || training
      ? ''
      : finished === undefined
        ? '; no probe was finished'
        : `; the last finished probe is "${finished}"`;
  const sentences: { readonly [H in Cause['how']]: (cause: Extract<Cause, { how: H }>) => string } =
    {
      finished: () => 'all probes are done',
      unloadable: ({ reason }) => `could not be loaded: ${reason}`,
      threw: ({ reason }) =>
        `threw ${training ? '' : 'outside of every probe, '}${during}: ${reason}`,
      rejected: ({ reason }) => `left a rejected promise that nobody handles, ${during}: ${reason}`,
      timeout: ({ seconds }) =>
        `ran out of time: ${seconds} s were over ${during}${last}; is there a loop that never ends? --timeout gives more`,
      memory: ({ megabytes }) =>
        `ran out of memory: more than ${megabytes} MB ${during}${last}; does something grow without end? --memory gives more`,
      left: ({ code }) =>
        `ended the process itself (process.exit, code ${code}) ${during}${last}; take the call out`,
      crashed: ({ signal }) => `crashed its process (${signal}) ${during}${last}`,
      stuck: () => `awaits a promise that is never settled, ${during}${last}`,
      tampered: () => `wrote into the examiner's own channel ${during}${last}; take that out`,
    };
  return (sentences[cause.how] as (cause: Cause) => string)(cause);
}
