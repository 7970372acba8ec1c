/** One tfjs backend: what it computes on, and how it is started in this process. */
export interface Backend {
  /** Half a sentence for lists. */
  readonly about: string;
  /** What to type to get it: in a clone of this repository, and in a project that has the package among its own. */
  readonly remedy: { readonly clone: string; readonly project: string };
  /**
   * Loads the backend and makes it tfjs's current one.
   * @returns the device it computes on
   * @throws Error whose message is the reason, as half a sentence
   */
  start(): Promise<string>;
}

/** The backend is installed, but the machine has nothing that it runs on. */
export class NoDevice extends Error {
  override readonly name = 'NoDevice';
  /** What to do instead of installing the backend. */
  readonly remedy: string;

  constructor(reason: string, remedy: string) {
    super(reason);
    this.remedy = remedy;
  }
}
