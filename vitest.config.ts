import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import LongestFirst from './test/longest-first.ts';

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** A group of tests by name; `npm test` runs `unit` alone. */
const project = (name: string, include: string[], test: object = {}) => ({
  extends: true as const,
  test: { name, include, ...test },
});

const alone = 'test/**/*.alone.test.ts';

export default defineConfig({
  resolve: {
    // Tests run the sources; only the command line, started as a process, runs the build.
    alias: [
      { find: /^downhill\/node$/, replacement: file('./src/node.ts') },
      { find: /^downhill\/(rules|schedules)$/, replacement: file('./src/$1/index.ts') },
      { find: /^downhill\/lessons$/, replacement: file('./lessons/index.ts') },
      { find: /^#src\/(.*)$/, replacement: file('./src/$1.ts') },
      { find: /^downhill$/, replacement: file('./src/index.ts') },
    ],
  },
  test: {
    pool: 'forks',
    maxWorkers: 2,
    reporters: ['default', './test/closing-line.ts'],
    sequence: { sequencer: LongestFirst },
    projects: [
      // Files of a process run one after the other in the same modules: tfjs takes longer to load than most need to run.
      project('unit', ['test/**/*.test.ts'], {
        exclude: ['test/slow/**', 'test/browser/**', alone],
        isolate: false,
        testTimeout: 60_000,
        hookTimeout: 60_000,
      }),
      // What mocks modules, loads them anew, or changes tfjs for good.
      project('alone', [alone], { testTimeout: 60_000, hookTimeout: 60_000 }),
      project('slow', ['test/slow/*.test.ts'], { testTimeout: 600_000, hookTimeout: 120_000 }),
      project('browser', ['test/browser/*.test.ts'], { testTimeout: 120_000, hookTimeout: 60_000 }),
      project('native', ['test/slow/native/*.test.ts'], {
        testTimeout: 600_000,
        hookTimeout: 600_000,
        fileParallelism: false,
      }),
    ],
  },
});
