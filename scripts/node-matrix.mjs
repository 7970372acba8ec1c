#!/usr/bin/env node
/**
 * Runs one command under several versions of Node, taken from npm: the packages `node-<platform>-<arch>` that the package
 * `node` itself installs from.
 *
 *     node scripts/node-matrix.mjs [--nodes 20,22,24] [command ...]
 *
 * Without a command: the self-test of the tensorflow backend. Leaves with 1 if the command fails under any of them.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

const args = process.argv.slice(2);
const versions =
  args[0] === '--nodes' ? (args.splice(0, 2)[1] ?? '').split(',') : ['20', '22', '24'];
if (args[0] === '--') args.shift();
if (!versions.every((version) => /^\d+(\.\d+){0,2}$/.test(version))) {
  console.error('node-matrix: --nodes must be a list of versions such as 20,22,24');
  process.exit(2);
}
const command = args.length > 0 ? args : ['node', 'dist/backend/self-test.js', 'tensorflow'];

const folder = mkdtempSync(join(tmpdir(), 'node-matrix-'));
const results = versions.map((version) => {
  const node = fetchNode(version);
  if (node === undefined) return { version, passed: false, how: 'could not be installed from npm' };
  const exact = spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim();
  console.log(`\n== Node ${exact}: ${command.join(' ')}`);
  const env = { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env['PATH']}` };
  const { status, signal, error } = spawnSync(command[0] ?? '', command.slice(1), {
    env,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  const how = error?.message ?? signal ?? `exit code ${status}`;
  return { version: exact, passed: status === 0, how };
});
rmSync(folder, { recursive: true, force: true });

console.log('');
for (const { version, passed, how } of results) {
  console.log(`Node ${version.padEnd(10)} ${passed ? 'passed' : `failed (${how})`}`);
}
process.exitCode = results.every(({ passed }) => passed) ? 0 : 1;

/** @param {string} version major, minor or exact; the newest that fits is taken */
function fetchNode(version) {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const name = `node-${platform}-${process.arch}`;
  const prefix = join(folder, version);
  const options = ['--no-save', '--no-audit', '--no-fund', '--loglevel', 'error'];
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { status } = spawnSync(
    npm,
    ['install', '--prefix', prefix, ...options, `${name}@${version}`],
    { stdio: ['ignore', 'ignore', 'inherit'], shell: process.platform === 'win32' },
  );
  if (status !== 0) return undefined;
  return join(prefix, 'node_modules', name, 'bin', platform === 'win' ? 'node.exe' : 'node');
}
