/**
 * An npm package that may be missing, imported.
 * @throws Error `name is not installed`, or why its import failed
 */
export async function optionalPackage<T>(name: string): Promise<T> {
  try {
    return (await import(name)) as T;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ERR_MODULE_NOT_FOUND' && message.includes(`'${name}'`)) {
      throw new Error(`${name} is not installed`, { cause: error });
    }
    throw new Error(`${name} did not load: ${message.trim().split('\n')[0]}`, { cause: error });
  }
}
