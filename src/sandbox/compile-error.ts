import { UsageError } from '../shared/errors.ts';
import { exitCodes } from '../shared/exit-codes.ts';

/** A file that does not compile. `files` decide whether it will: what it is made of, and where what it lacks would be. */
export class CompileError extends UsageError {
  readonly files: readonly string[];

  constructor(
    message: string,
    files: readonly string[],
    exitCode: CompileError['exitCode'] = exitCodes.unloadable,
  ) {
    super({ rule: message, exitCode });
    this.files = files;
  }
}
