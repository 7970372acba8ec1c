import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  resolve: {
    // Tests run the sources; only the command line, started as a process, runs the build.
    alias: [
      { find: /^downhill\/node$/, replacement: file('./src/node.ts') },
      { find: /^downhill\/lessons$/, replacement: file('./lessons/index.ts') },
      { find: /^downhill$/, replacement: file('./src/index.ts') },
    ],
  },
  test: {
    include: ['test/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    reporters: ['default', './test/closing-line.ts'],
  },
});
