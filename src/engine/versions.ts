import { readFile } from 'node:fs/promises';

/** Versions of the packages that a record depends on, by their names. */
export async function versions(): Promise<Readonly<Record<string, string>>> {
  const tfjs = import.meta.resolve('@tensorflow/tfjs').replace(/\/dist\/.*$/, '/package.json');
  return {
    downhill: await versionIn(new URL('../../package.json', import.meta.url)),
    '@tensorflow/tfjs': await versionIn(new URL(tfjs)),
  };
}

async function versionIn(manifest: URL): Promise<string> {
  return (JSON.parse(await readFile(manifest, 'utf8')) as { version: string }).version;
}
