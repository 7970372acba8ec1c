import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findPack, packsInUse, packsOfThisCall, packVariable } from '../../src/course/packs.ts';
import { courseFolder, type CourseFolder } from '../support/course-folder.ts';

let folder: CourseFolder;
beforeEach(async () => {
  folder = await courseFolder();
});
afterEach(async () => {
  delete process.env[packVariable];
  await folder.remove();
});

const name = 'downhill-pack-example';
const keep = (packs: unknown) =>
  writeFile(join(folder.path, 'package.json'), JSON.stringify({ downhill: { packs } }));

describe('a pack', () => {
  it('is found by its name, from any folder below, and by its folder', async () => {
    const inside = join(folder.path, 'some/where');
    await mkdir(inside, { recursive: true });
    const pack = findPack(name, inside);
    expect(pack.name).toBe(name);
    expect(fileURLToPath(pack.root)).toBe(`${folder.pack}/`);
    expect(fileURLToPath(pack.lessons)).toBe(join(folder.pack, 'lessons/index.js'));
    expect(findPack(`./node_modules/${name}`, folder.path)).toEqual(pack);
    expect(findPack(folder.pack, inside)).toEqual(pack);
    expect(findPack('.', folder.pack)).toEqual(pack);
  });

  it('may keep its list of lessons where its exports say', async () => {
    await mkdir(join(folder.pack, 'dist'));
    await writeFile(join(folder.pack, 'dist/all.js'), '');
    const exports = { './lessons': { types: './x.d.ts', default: './dist/all.js' } };
    await writeFile(join(folder.pack, 'package.json'), JSON.stringify({ name, exports }));
    expect(findPack(name, folder.path).lessons).toMatch(/dist\/all\.js$/);
  });

  it('that is not there, or has no lessons, is an error with a way out', async () => {
    expect(() => findPack('downhill-pack-x', folder.path)).toThrow(
      'pack "downhill-pack-x": it is not installed; npm install downhill-pack-x',
    );
    expect(() => findPack('./nowhere', folder.path)).toThrow(
      /there is no .*package\.json; .*--pack/,
    );
    await rm(join(folder.pack, 'lessons'), { recursive: true });
    expect(() => findPack(name, folder.path)).toThrow(/there is no .*lessons.index\.js/);
  });
});

describe('the packs in use', () => {
  it('are none, unless somebody says so', () => {
    expect(packsInUse(folder.path)).toEqual([]);
  });

  it('are those of package.json and those of this call, each once', async () => {
    await keep([name]);
    process.env[packVariable] = `${name},./node_modules/${name}`;
    expect(packsInUse(folder.path)).toHaveLength(1);
    await keep([]);
    expect(packsInUse(folder.path).map((pack) => pack.name)).toEqual([name]);
  });

  it('are those of this call alone, where a package.json may be a stranger’s', async () => {
    await keep(['./nowhere']);
    expect(packsOfThisCall(folder.path)).toEqual([]);
    process.env[packVariable] = name;
    expect(packsOfThisCall(folder.path).map((pack) => pack.name)).toEqual([name]);
  });

  it('are looked for from the package.json that names them', async () => {
    await keep([`./node_modules/${name}`]);
    const inside = join(folder.path, 'workbook');
    await mkdir(inside);
    expect(packsInUse(inside)).toHaveLength(1);
  });

  it.each([
    ['a name', name],
    ['numbers', [1]],
  ])('written as %s are an error', async (_, packs) => {
    await keep(packs);
    expect(() => packsInUse(folder.path)).toThrow(/"downhill\.packs" must be a list.*npm pkg set/);
  });
});
