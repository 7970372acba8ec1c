/** What Node's permission model says, in all its versions. */
const denied = /(?:Error: )?Access to this API has been restricted[^[\n]*(?:\[(\w+) ?([^\]]*)\])?/;

const acts: Readonly<Record<string, string>> = {
  FileSystemRead: 'read',
  FileSystemWrite: 'write',
  ChildProcess: 'start a process',
  WorkerThreads: 'start a worker',
};

/** An error message with Node's refusal of a right in the learner's words. */
export function plainDenial(message: string): string {
  return message.replace(denied, (_, right: string | undefined, resource = '') => {
    const act = acts[right ?? ''];
    const what = act === undefined ? '' : ` (it wanted to ${[act, resource].join(' ').trim()})`;
    return `a file under examination may read nothing but what it imports, write nothing and start nothing${what}`;
  });
}

/** The message of Node's refusal with what was refused; anything else as it is. Used where the error itself is at hand. */
export function withResource(message: string, error: unknown): string {
  try {
    const { code, permission, resource } = error as Readonly<Record<string, unknown>>;
    return code === 'ERR_ACCESS_DENIED' ? `${message} [${permission} ${resource ?? ''}]` : message;
  } catch {
    return message;
  }
}
