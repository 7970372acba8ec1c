/** What V8 says when a program changes what is fixed. */
const fixed = /Cannot (?:assign to read only|redefine|add|delete) property[^\n]*/;

/** An error message with the reason, where a file tried to change what is not its own. */
export function withReason(message: string): string {
  return message.replace(
    fixed,
    '$&; the language and the libraries cannot be changed by a file under examination',
  );
}
