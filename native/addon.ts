import { access } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { programRefusal, type KnownReason } from './failure.ts';
import { nestedNpm, npmCommand } from './npm.ts';
import { ProgramFailed, runProgram } from './run-program.ts';
import type { Site } from './site.ts';
import type { Toolchain } from './toolchain.ts';

/**
 * Compiles tfjs-node's binding from its source, by its own node-gyp recipe. It speaks N-API: one build serves every Node.
 * @param folder the package, with TensorFlow's headers and libraries in `deps/`
 * @throws UsageError with the compiler's reason
 */
export async function buildAddon(site: Site, tools: Toolchain, folder: string): Promise<void> {
  const env = {
    ...nestedNpm,
    ...(await localHeaders(site)),
    CXX: tools.compiler.join(' '),
    MAKE: tools.make.join(' '),
    PYTHON: tools.python.join(' '),
    // On macOS the recipe rewrites the name of another library than the wheel's; a search path does for both.
    ...(site.platform === 'darwin' && { LDFLAGS: '-Wl,-rpath,@loader_path/../../deps/lib' }),
  };
  try {
    await runProgram(site, [...npmCommand(site), 'run', 'build-addon-from-source'], {
      cwd: folder,
      env,
    });
  } catch (error) {
    if (!(error instanceof ProgramFailed)) throw error;
    throw programRefusal('tfjs-node could not be built', error, known, /\berror: |gyp ERR! stack/);
  }
}

/**
 * Node's headers from beside the Node that runs, where its installers put them: then node-gyp, which would download them
 * from Node's site, needs no network. A `nodedir` of the user's comes first.
 */
async function localHeaders(site: Site): Promise<NodeJS.ProcessEnv> {
  const nodedir = dirname(dirname(process.execPath));
  if (site.env['npm_config_nodedir'] !== undefined) return {};
  try {
    await access(join(nodedir, 'include', 'node', 'node_api.h'));
    await access(join(nodedir, 'include', 'node', 'common.gypi'));
    return { npm_config_nodedir: nodedir };
  } catch {
    return {};
  }
}

const known: readonly KnownReason[] = [
  // The headers were asked for, and no compiler started.
  [
    /headers\.tar\.gz(?![\s\S]*CXX\(target\))/,
    "Node's headers could not be downloaded",
    'use a Node that brings them (`include/node`, as its archives do), or name their folder: `npm_config_nodedir=DIR npm run native`',
  ],
];
