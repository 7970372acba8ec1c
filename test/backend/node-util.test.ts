import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { restoreNodeUtil } from '../../src/backend/node-util.ts';

it('restoreNodeUtil gives util the functions that tfjs-node calls, without a deprecation warning', async () => {
  const util = createRequire(import.meta.url)('util') as Record<
    string,
    (value: unknown) => boolean
  >;
  const warnings: string[] = [];
  process.on('warning', ({ message }) => warnings.push(message));
  delete util['isNullOrUndefined'];
  delete util['isArray'];
  restoreNodeUtil();
  const values = [null, undefined, 0, '', [], [null]];
  expect(values.map((value) => util['isNullOrUndefined']?.(value))).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
  expect(values.map((value) => util['isArray']?.(value))).toEqual([
    false,
    false,
    false,
    false,
    true,
    true,
  ]);
  await new Promise((resolve) => setImmediate(resolve));
  expect(warnings).toEqual([]);
});
