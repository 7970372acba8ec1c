// Files are written in one go: on a busy machine two looks may lie between two promises.
import { writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, type TestContext } from 'vitest';
import { watchFiles } from '../../src/cli/watch-files.ts';

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Starts a watch, over files in a folder of its own, that has had its first look; `next` waits for what it tells next. */
async function watching({ onTestFinished }: TestContext, names: readonly string[]) {
  const folder = await mkdtemp(join(tmpdir(), 'downhill-watch-'));
  const at = (name: string) => join(folder, name);
  await writeFile(at('a.ts'), 'one');
  const told: string[][] = [];
  let wake = () => {};
  const watch = watchFiles(
    names.map(at),
    (changed) => {
      told.push(changed);
      wake();
    },
    { poll: 30 },
  );
  onTestFinished(async () => {
    watch.close();
    await rm(folder, { recursive: true, force: true });
  });
  await pause(150);
  const next = async () => {
    while (told.length === 0) await new Promise<void>((resolve) => (wake = resolve));
    return told.shift()?.map((path) => path.slice(folder.length + 1));
  };
  return { at, watch, told, next };
}

// They wait more than they work.
describe.concurrent('a watch', () => {
  it('tells of a save, once', async (context) => {
    const { at, told, next } = await watching(context, ['a.ts']);
    writeFileSync(at('a.ts'), 'first half');
    writeFileSync(at('a.ts'), 'the whole');
    expect(await next()).toEqual(['a.ts']);
    await pause(200);
    expect(told).toEqual([]);
  });

  it('survives an editor that puts a new file in the place of the old, again and again', async (context) => {
    const { at, next } = await watching(context, ['a.ts']);
    for (const text of ['two', 'three', 'four']) {
      writeFileSync(at('.a.swp'), text);
      await rename(at('.a.swp'), at('a.ts'));
      expect(await next()).toEqual(['a.ts']);
    }
  });

  it('waits for a file that is deleted and comes again', async (context) => {
    const { at, told, next } = await watching(context, ['a.ts']);
    await rm(at('a.ts'));
    await pause(100);
    expect(told).toEqual([]);
    writeFileSync(at('a.ts'), 'again');
    expect(await next()).toEqual(['a.ts']);
    await pause(200);
    expect(told).toEqual([]);
  });

  it('tells of a file that stays deleted, and of its return', async (context) => {
    const { at, next } = await watching(context, ['a.ts']);
    await rm(at('a.ts'));
    expect(await next()).toEqual(['a.ts']);
    writeFileSync(at('a.ts'), 'back');
    expect(await next()).toEqual(['a.ts']);
  });

  it('follows another set of files, one of which does not exist yet', async (context) => {
    const { at, watch, told, next } = await watching(context, ['a.ts']);
    watch.setFiles([at('b.ts')]);
    await pause(100);
    writeFileSync(at('a.ts'), 'no longer watched');
    await pause(200);
    expect(told).toEqual([]);
    writeFileSync(at('b.ts'), 'created');
    expect(await next()).toEqual(['b.ts']);
  });

  it('is silent once it is closed', async (context) => {
    const { at, watch, told } = await watching(context, ['a.ts']);
    watch.close();
    writeFileSync(at('a.ts'), 'unseen');
    await pause(200);
    expect(told).toEqual([]);
  });

  it('does not mind other files of the folder', async (context) => {
    const { at, told } = await watching(context, ['a.ts']);
    writeFileSync(at('other.ts'), 'x');
    await pause(200);
    expect(told).toEqual([]);
  });

  it('does not mind a folder that does not exist, and sees it come', async (context) => {
    const { at, next } = await watching(context, ['nowhere-yet/b.ts', 'a.ts']);
    writeFileSync(at('a.ts'), 'two');
    expect(await next()).toEqual(['a.ts']);
    await mkdir(at('nowhere-yet'));
    writeFileSync(at('nowhere-yet/b.ts'), 'there');
    expect(await next()).toEqual(['nowhere-yet/b.ts']);
  });
});
