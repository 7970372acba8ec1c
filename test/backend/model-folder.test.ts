import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { useBackend } from '../../src/backend/index.ts';
import { AdamW } from '../../src/optimizers/index.ts';
import { modelFolder } from '../../src/backend/model-folder.ts';
import { smallModel, train, weightsOf } from '../support/small-model.ts';

await useBackend('cpu');

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'downhill-model-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function compiled(): tf.Sequential {
  const model = smallModel();
  model.compile({ optimizer: new AdamW({ learningRate: 0.05 }), loss: 'meanSquaredError' });
  return model;
}

const withOptimizer = { includeOptimizer: true };
const files = async () => (await readdir(folder)).toSorted();
const manifest = async () => JSON.parse(await readFile(join(folder, 'model.json'), 'utf8'));

describe('modelFolder', () => {
  it('saves what goes on, when it is loaded, bit for bit as if nothing had been', async () => {
    const [whole, first] = [compiled(), compiled()];
    await train(whole, 8);
    await train(first, 5);
    await first.save(modelFolder(join(folder, 'deep', 'down')), withOptimizer);
    const second = await tf.loadLayersModel(modelFolder(join(folder, 'deep', 'down')));
    await train(second, 3);
    expect(await weightsOf(second)).toEqual(await weightsOf(whole));
  });

  it('writes what tfjs itself reads over HTTP: model.json, whose paths stand beside it', async () => {
    const model = compiled();
    const { modelArtifactsInfo } = await model.save(modelFolder(folder));
    const { weightsManifest, format, modelTopology } = await manifest();
    const [{ paths, weights }] = weightsManifest;
    expect(await files()).toEqual(['model.json', ...paths]);
    expect([format, typeof modelTopology, weights.length]).toEqual(['layers-model', 'object', 4]);
    expect(modelArtifactsInfo).toMatchObject({ weightDataBytes: 4 * (12 + 3 + 3 + 1) });
    const fetchFunc = async (url: string) =>
      new Response(await readFile(join(folder, url.replace('http://here/', ''))));
    const http = tf.io.http('http://here/model.json', { fetchFunc: fetchFunc as typeof fetch });
    expect(await weightsOf(await tf.loadLayersModel(http))).toEqual(await weightsOf(model));
  });

  it('reads weights in several files, as converters write them', async () => {
    const model = compiled();
    await model.save(modelFolder(folder));
    const { weightsManifest, ...rest } = await manifest();
    const [{ paths, weights }] = weightsManifest;
    const bytes = await readFile(join(folder, paths[0]));
    await writeFile(join(folder, 'shard1'), bytes.subarray(0, 10));
    await writeFile(join(folder, 'shard2'), bytes.subarray(10));
    const sharded = { ...rest, weightsManifest: [{ paths: ['./shard1', 'shard2'], weights }] };
    await writeFile(join(folder, 'model.json'), JSON.stringify(sharded));
    const again = await tf.loadLayersModel(modelFolder(folder));
    expect(await weightsOf(again)).toEqual(await weightsOf(model));
  });

  it('leaves one model, the last, and other people’s files', async () => {
    await writeFile(join(folder, 'weights.bin'), 'of another');
    const model = compiled();
    await model.save(modelFolder(folder));
    await train(model, 1);
    await model.save(modelFolder(folder));
    const [{ paths }] = (await manifest()).weightsManifest;
    expect(await files()).toEqual(['model.json', paths[0], 'weights.bin']);
  });

  it('leaves no tensor behind', async () => {
    const model = compiled();
    await train(model, 1);
    await model.save(modelFolder(folder), withOptimizer);
    const before = tf.memory().numTensors;
    await model.save(modelFolder(folder), withOptimizer);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('says what is wrong with a folder', async () => {
    const load = () => tf.loadLayersModel(modelFolder(folder));
    await expect(load()).rejects.toThrow(
      `modelFolder: there is no ${join(folder, 'model.json')}; choose a folder that model.save has written`,
    );
    await writeFile(join(folder, 'model.json'), '{"modelTopology": ');
    await expect(load()).rejects.toThrow('model.json must be a model of tfjs, got "{');
    await compiled().save(modelFolder(folder));
    const written = await manifest();
    const [{ paths, weights }] = written.weightsManifest;
    await writeFile(join(folder, paths[0]), 'torn');
    await expect(load()).rejects.toThrow(`${paths[0]} is damaged`);
    const weightsManifest = [{ paths: ['../secret'], weights }];
    await writeFile(join(folder, 'model.json'), JSON.stringify({ ...written, weightsManifest }));
    await expect(load()).rejects.toThrow(
      'modelFolder: model.json must name files of its own folder, got "../secret"',
    );
    await expect(compiled().save(modelFolder(join(folder, 'model.json')))).rejects.toThrow(
      `modelFolder: cannot write ${join(folder, 'model.json')}: a part of the path is a file`,
    );
  });

  it('takes the URL of a folder, as tfjs-node does', async () => {
    const model = compiled();
    const url = pathToFileURL(join(folder, 'by url'));
    await model.save(modelFolder(url));
    const again = await tf.loadLayersModel(modelFolder(url.href));
    expect(await weightsOf(again)).toEqual(await weightsOf(model));
    expect(await files()).toEqual(['by url']);
  });

  it.each([
    ['', '""'],
    [undefined, 'undefined'],
    [5, '5'],
    [{}, '{}'],
    ['file://elsewhere/model', '"file://elsewhere/model"'],
    [new URL('https://example.org/model'), '"https://example.org/model"'],
  ])('refuses %j for a folder', (path, got) => {
    expect(() => modelFolder(path as string)).toThrow(
      `modelFolder: path must be the path of a folder, got ${got}`,
    );
  });
});
