/** Milliseconds for which training keeps the event loop to itself, give or take an update. */
const longest = 50;

// Kept from before foreign code runs, which could put functions of its own in their place. Browsers have no setImmediate.
const later: ((then: () => void) => void) | undefined = globalThis.setImmediate;
const channel = () => new MessageChannel();
const now = performance.now.bind(performance);

let last = now();

/**
 * Lets timers, messages and signals have their turn when the last was more than 50 ms ago; otherwise there is nothing to
 * wait for. Training does so between two updates: what tfjs itself awaits is often ready, and then nothing else runs.
 */
export function giveWay(): Promise<void> | undefined {
  if (now() - last < longest) return undefined;
  return turn().then(() => {
    last = now();
  });
}

/** One turn of the event loop, without the delay of a timer. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    if (later !== undefined) {
      later(resolve);
      return;
    }
    const { port1, port2 } = channel();
    port1.addEventListener('message', () => {
      port1.close();
      resolve();
    });
    port1.start();
    port2.postMessage(null);
  });
}
