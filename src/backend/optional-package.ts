/**
 * An npm package that may be missing, imported.
 * @throws Error `name is not installed`, or why its import failed
 */
export async function optionalPackage<T>(name: string): Promise<T> {
  try {
    import.meta.resolve(name);
  } catch (error) {
    throw new Error(`${name} is not installed`, { cause: error });
  }
  try {
    return (await import(name)) as T;
  } catch (error) {
    const [line] = (error as Error).message.trim().split('\n');
    throw new Error(`${name} did not load: ${line}`, { cause: error });
  }
}
