import { existsSync, readdirSync } from 'node:fs';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';

/** The first of these programs that is installed, also where PATH does not lead. */
export function program(...names: readonly string[]): string | undefined {
  const versions = '/usr/lib/postgresql';
  const folders = [
    ...(process.env['PATH'] ?? '').split(':'),
    '/usr/sbin',
    ...(existsSync(versions) ? readdirSync(versions).map((one) => join(versions, one, 'bin')) : []),
  ];
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(existsSync);
}

/** A port on loopback that nobody listens at. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
