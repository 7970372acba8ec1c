import { shown, UsageError } from '../shared/errors.ts';

/** What a data file is, and how it is read. */
export interface DataFileOptions<T> {
  /** The problem that it is for. */
  readonly who: string;
  /** Below the package's folder. */
  readonly path: string;
  /** The address of the file that ships with the package; throws in a bundled script. */
  readonly shipped: () => URL;
  /** The function that its bytes can be handed to. */
  readonly hand: string;
  /** What the bytes hold; a sentence part for what is wrong with them, such as "its checksum is wrong". */
  readonly parse: (bytes: Uint8Array) => T | string;
}

/** A data set that ships with the package as a file. */
export interface DataFile<T> {
  /** Read at the first call and kept; or what was handed in. @throws UsageError when it cannot be read or is damaged */
  readonly load: () => Promise<T>;
  /** Hands in its bytes: from now on every problem of this process takes them. @throws UsageError when they are damaged */
  readonly use: (bytes: Uint8Array) => void;
  /** The data in the file at `url`, read from disk in Node and fetched in a browser. @throws UsageError as `load` does */
  readonly at: (url: URL) => Promise<T>;
}

/** Reads one of the data files that ship with the package. */
export function dataFile<T>(options: DataFileOptions<T>): DataFile<T> {
  const { who, path, hand } = options;
  let data: Promise<T> | undefined;
  const at = async (url: URL) => {
    const way = `${url.protocol === 'file:' ? 'install downhill again' : 'serve that file'}, or hand its bytes to ${hand}`;
    return parsed(options, await bytesAt(url, who, way), `data file ${url.href}`, way);
  };
  const shipped = async () => at(shippedUrl(options));
  return {
    at,
    load: () => {
      data ??= shipped().catch((error: unknown) => {
        data = undefined;
        throw error;
      });
      return data;
    },
    use: (bytes) => {
      if (!ArrayBuffer.isView(bytes)) {
        throw new UsageError({ who: hand, rule: 'bytes must be a Uint8Array', got: shown(bytes) });
      }
      const way = `hand in all bytes of ${path} of this version of downhill`;
      data = Promise.resolve(parsed(options, bytes, `data handed to ${hand}`, way));
    },
  };
}

function shippedUrl({ who, path, hand, shipped }: DataFileOptions<unknown>): URL {
  try {
    return shipped();
  } catch {
    throw new UsageError({
      who,
      rule: 'a script that is bundled like this one does not know where the data file is',
      remedy: `hand the bytes of ${path} to ${hand}`,
    });
  }
}

async function bytesAt(url: URL, who: string, way: string): Promise<Uint8Array> {
  try {
    if (url.protocol === 'file:') {
      // Not an import, which a browser would have to resolve; and not a Buffer, whose slices share its memory.
      const { promises } = process.getBuiltinModule('node:fs');
      return new Uint8Array(await promises.readFile(url));
    }
    const response = await fetch(url);
    if (!response.ok) throw new Error(`the server answered ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError({
      who,
      rule: `the data file ${url.href} cannot be read (${reason})`,
      remedy: way,
    });
  }
}

function parsed<T>(
  { who, parse }: DataFileOptions<T>,
  bytes: Uint8Array,
  what: string,
  way: string,
): T {
  const data = parse(bytes);
  if (typeof data !== 'string') return data;
  throw new UsageError({
    who,
    rule: `the ${what} is damaged (${bytes.length} bytes; ${data})`,
    remedy: way,
  });
}
