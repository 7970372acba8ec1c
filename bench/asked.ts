import { UsageError } from '#src/shared/errors';

/**
 * What a bench was asked for; where it was asked wrongly, one sentence says so and the process ends, before anything is
 * measured.
 * @param who the command that runs it
 * @param read takes the words after the command, and throws a UsageError for what it does not know
 */
export async function asked<T>(
  who: string,
  read: (words: readonly string[]) => T | Promise<T>,
): Promise<T> {
  try {
    return await read(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${who}: ${error.message}\n`);
    return process.exit(error.exitCode);
  }
}

/** For a bench that takes no words. @throws UsageError naming the first that came */
export function nothing([first]: readonly string[]): void {
  if (first !== undefined)
    throw new UsageError({ rule: 'it takes no arguments', got: `"${first}"` });
}
