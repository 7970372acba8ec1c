import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { digitsAt, loadDigits, useDigits } from '../../src/problems/digits-data.ts';

const shipped = new URL('../../src/problems/digits.bin', import.meta.url);
const counts = (labels: Iterable<number>) => {
  const times = Array<number>(10).fill(0);
  for (const label of labels) times[label] = (times[label] ?? 0) + 1;
  return times;
};

describe('digits data', () => {
  let folder = '';
  let bytes = new Uint8Array() as Uint8Array;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'digits-'));
    bytes = new Uint8Array(await readFile(shipped));
  });
  afterAll(() => rm(folder, { recursive: true }));
  afterEach(() => vi.unstubAllGlobals());

  async function written(name: string, content: Uint8Array): Promise<URL> {
    await writeFile(join(folder, name), content);
    return pathToFileURL(join(folder, name));
  }

  it('holds the images of each class that the data set is known for', async () => {
    const { train, validation, test } = await loadDigits();
    expect([train.count, validation.count, test.count]).toEqual([1000, 300, 497]);
    // numpy.bincount(load_digits().target)
    const known = [178, 182, 177, 183, 181, 182, 181, 179, 174, 180];
    expect(counts([...train.labels, ...validation.labels, ...test.labels])).toEqual(known);
    expect(counts(train.labels)).toEqual(Array(10).fill(100));
    expect(counts(validation.labels)).toEqual(Array(10).fill(30));
  });

  it('is balanced over the classes in every prefix of the training images', async () => {
    const { labels } = (await loadDigits()).train;
    for (const n of [10, 25, 100, 999]) {
      const times = counts(labels.subarray(0, n));
      expect(Math.max(...times) - Math.min(...times)).toBeLessThanOrEqual(1);
    }
  });

  it('has 64 pixels an image, in sixteenths from 0 to 1', async () => {
    for (const { count, pixels } of Object.values(await loadDigits())) {
      expect(pixels.length).toBe(64 * count);
      expect([...new Set<number>(pixels)].sort((a, b) => a - b)).toEqual(
        Array.from({ length: 17 }, (_, i) => i / 16),
      );
    }
  });

  it('shows each image once, in one part only', async () => {
    const parts = Object.values(await loadDigits());
    const images = parts.flatMap(({ count, pixels }) =>
      Array.from({ length: count }, (_, i) => pixels.subarray(64 * i, 64 * (i + 1)).join(' ')),
    );
    expect(new Set(images).size).toBe(1797);
  });

  it('labels what it shows: a mean 0 is dark in the middle, a mean 1 is not', async () => {
    const { train } = await loadDigits();
    const middle = (digit: number) => {
      let ink = 0;
      train.labels.forEach((label, i) => {
        if (label !== digit) return;
        for (const at of [27, 28, 35, 36]) ink += train.pixels[64 * i + at] ?? 0;
      });
      return ink / 400;
    };
    expect(middle(0)).toBeLessThan(0.2);
    expect(middle(1)).toBeGreaterThan(0.6);
  });

  it('is the file that its licence page describes', async () => {
    const page = await readFile(new URL('digits.LICENSE.md', shipped), 'utf8');
    expect(page).toContain(createHash('sha256').update(bytes).digest('hex'));
    expect(page).toContain('CC BY 4.0');
  });

  it('is read once', async () => {
    expect(await loadDigits()).toBe(await loadDigits());
  });

  it('is tried again after a failure', async () => {
    vi.resetModules();
    const fresh = await import('../../src/problems/digits-data.ts');
    const disk = vi.spyOn(process, 'getBuiltinModule').mockImplementationOnce(() => {
      throw new Error('no disk');
    });
    await expect(fresh.loadDigits()).rejects.toThrow('cannot be read (no disk)');
    expect((await fresh.loadDigits()).train.count).toBe(1000);
    disk.mockRestore();
  });

  it('takes the bytes that it is handed, and reads no file then', async () => {
    vi.resetModules();
    const fresh = await import('../../src/problems/digits-data.ts');
    const disk = vi.spyOn(process, 'getBuiltinModule');
    fresh.useDigits(bytes);
    expect(await fresh.loadDigits()).toEqual(await loadDigits());
    expect(disk).not.toHaveBeenCalled();
    disk.mockRestore();
  });

  it('refuses bytes that are not those of the file, and stays as it was', async () => {
    const before = loadDigits();
    expect(() => useDigits(bytes.slice(0, -1))).toThrow(
      /^digits: the data handed to useDigits is damaged \(116824 bytes; .*; hand in all bytes of src\/problems\/digits\.bin/,
    );
    expect(() => useDigits(bytes.buffer as never)).toThrow(
      'useDigits: bytes must be a Uint8Array, got {}',
    );
    expect(loadDigits()).toBe(before);
  });

  it('says when the file is missing, and where it should be', async () => {
    const missing = pathToFileURL(join(folder, 'missing.bin'));
    await expect(digitsAt(missing)).rejects.toThrow(
      /^digits: the data file file:.*missing\.bin cannot be read \(ENOENT.*; install downhill again, or hand its bytes to useDigits$/,
    );
  });

  it.each([
    ['one changed pixel', (file: Uint8Array) => file.with(5000, (file[5000] ?? 0) ^ 1)],
    ['other counts', (file: Uint8Array) => file.with(12, 5)],
    ['another mark', (file: Uint8Array) => file.with(0, 0x58)],
    ['its end cut off', (file: Uint8Array) => file.slice(0, -64)],
    ['nothing in it', () => new Uint8Array()],
  ])('refuses a file with %s', async (_, damage) => {
    const url = await written('damaged.bin', damage(bytes));
    await expect(digitsAt(url)).rejects.toThrow(/^digits: the data file .* is damaged/);
  });

  it('is fetched where there is no disk', async () => {
    const url = new URL('https://example.org/downhill/digits.bin');
    vi.stubGlobal('fetch', async (asked: URL) => {
      expect(asked).toBe(url);
      return new Response(new Uint8Array(bytes));
    });
    expect((await digitsAt(url)).test.labels).toEqual((await loadDigits()).test.labels);
  });

  it('says what the server answered', async () => {
    vi.stubGlobal('fetch', async () => new Response('no', { status: 404 }));
    await expect(digitsAt(new URL('https://example.org/digits.bin'))).rejects.toThrow(
      'digits: the data file https://example.org/digits.bin cannot be read (the server answered 404); serve that file, or hand its bytes to useDigits',
    );
  });
});
