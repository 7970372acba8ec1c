/** What a stranger's code threw, as text, whatever it is. Never throws itself. */
export function thrown(error: unknown): { message: string; stack?: string } {
  try {
    if (error instanceof Error) {
      const { name, message, stack } = error;
      const text = `${name}: ${message}`;
      return typeof stack === 'string' ? { message: text, stack } : { message: text };
    }
    return { message: `${typeof error} thrown: ${String(error)}` };
  } catch {
    return { message: 'something was thrown that cannot be printed' };
  }
}
