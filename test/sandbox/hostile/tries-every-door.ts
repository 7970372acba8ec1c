import * as tf from '@tensorflow/tfjs';
import { Adam } from 'downhill';
export { default } from './honest.ts';

declare const require: (name: string) => unknown;
type Fields = Readonly<Record<string, unknown>>;

/** All modules of Node 20 to 26; a test holds this list to the Node that runs it. */
const modules =
  '_http_agent _http_client _http_common _http_incoming _http_outgoing _http_server _stream_duplex _stream_passthrough _stream_readable _stream_transform _stream_wrap _stream_writable _tls_common _tls_wrap assert assert/strict async_hooks buffer child_process cluster console constants crypto dgram diagnostics_channel dns dns/promises domain events fs fs/promises http http2 https inspector inspector/promises module net os path path/posix path/win32 perf_hooks process punycode querystring readline readline/promises repl stream stream/consumers stream/promises stream/web string_decoder sys timers timers/promises tls trace_events tty url util util/types v8 vm wasi worker_threads zlib node:quic node:sea node:sqlite node:test node:test/reporters node:ffi node:stream/iter node:vfs node:zlib/iter'.split(
    ' ',
  );

const opened: string[] = [];
async function door(name: string, open: () => unknown): Promise<void> {
  try {
    const found = await open();
    if (found !== undefined && found !== null && found !== false) opened.push(name);
  } catch {
    // It is closed.
  }
}

/** A name that no compiler looks into. */
const spelt = (name: string) => [...name].join('');
const at = (owner: unknown, name: string): unknown => (owner as Fields)[spelt(name)];
const call = (owner: unknown, name: string, ...given: unknown[]) =>
  (at(owner, name) as (...given: unknown[]) => unknown).apply(owner, given);

for (const name of modules) {
  await door(`import ${name}`, () => import(spelt(name)));
  await door(`require ${name}`, () => require(spelt(name)));
  await door(`getBuiltinModule ${name}`, () => call(process, 'getBuiltinModule', name));
}
for (const name of 'binding _linkedBinding dlopen mainModule report kill _kill _debugProcess chdir setuid umask on removeAllListeners emit reallyExit openStdin stdin channel send permission features config moduleLoadList getActiveResourcesInfo loadEnvFile setSourceMapsEnabled execve'.split(
  ' ',
)) {
  await door(`process.${name}`, () => at(process, name));
}
for (const name of 'fetch WebSocket EventSource XMLHttpRequest BroadcastChannel MessageChannel Worker Blob CompressionStream ReadableStream localStorage sessionStorage navigator require module'.split(
  ' ',
)) {
  await door(name, () => at(globalThis, name));
}

const library = new URL('../../../dist/rules/adam.js', import.meta.url).href;
for (const url of [library, `${library}?mine`, new URL(library).pathname, './honest.ts']) {
  await door('import of a file', () => import(spelt(url)));
}
await door('import of data', () => import(spelt('data:text/javascript,export default 1')));
await door('a half of downhill', () => import(spelt('downhill/node')));
await door('eval', () => call(globalThis, 'eval', `(${String(Adam)})`));
for (const made of [() => 1, async () => 1, function* () {}, tf.tensor, tf.Tensor]) {
  await door('Function', () => Reflect.construct(made.constructor as never, ['return process']));
}
await door('a timer of text', () => call(globalThis, 'setTimeout', 'process.exit()'));

await door('a stream', () => at(at(process, 'stdout'), '_handle') ?? at(at(console, '_stdout'), 'fd'));
await door('reading through tfjs', async () => (await tf.data.csv(library).take(1).toArray()).length);
await door('fetching through tfjs', () => tf.util.fetch('http://127.0.0.1:9/'));
await door('a platform of tfjs', () => call(at(tf.env(), 'platform'), 'fetch', library));
await door('a stack', () => {
  Object.assign(Error, { prepareStackTrace: (_: unknown, sites: unknown[]) => sites });
  return typeof new Error('x').stack !== 'string';
});

console.log(opened.join('\n'));
