import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { shown, UsageError } from '../shared/errors.ts';
import { writeFiles } from '../render/files.ts';
import { folderPath } from '../render/folder-path.ts';

const who = 'modelFolder';
const modelFile = 'model.json';

const ownWeights = /^weights-[0-9a-f]{16}\.bin$/;
const weightsFile = (bytes: Uint8Array) =>
  `weights-${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}.bin`;

/**
 * Where plain tfjs in Node saves a model, and loads it from: `await model.save(modelFolder('m'), { includeOptimizer: true })`
 * and `await tf.loadLayersModel(modelFolder('m'))`. The folder holds `model.json` and the weights beside it, as tfjs-node
 * and browsers write and read them. Saving again replaces both at once: a killed save leaves the last good model.
 * @param folder its path or `file:` URL, as tfjs-node has it
 * @throws UsageError, from what it gives, when the folder cannot be written, or holds no whole model
 */
export function modelFolder(folder: string | URL): tf.io.IOHandler {
  const path = folderPath(who, 'path', folder);
  return { save: (artifacts) => save(path, artifacts), load: () => load(path) };
}

async function save(path: string, artifacts: tf.io.ModelArtifacts): Promise<tf.io.SaveResult> {
  const { weightData, weightSpecs, getWeightStream: _, ...rest } = artifacts;
  const bytes = new Uint8Array(tf.io.CompositeArrayBuffer.join(weightData));
  // Named for what it holds, so that it is never in the place of other weights that a model.json still names.
  const weights = weightsFile(bytes);
  const weightsManifest = [{ paths: [weights], weights: weightSpecs }];
  const files = { [weights]: bytes, [modelFile]: JSON.stringify({ ...rest, weightsManifest }) };
  await writeFiles(path, files, { obsolete: ownWeights, who, elsewhere: 'another folder' });
  return { modelArtifactsInfo: tf.io.getModelArtifactsInfoForJSON(artifacts) };
}

async function load(path: string): Promise<tf.io.ModelArtifacts> {
  const text = String(await read(join(path, modelFile)));
  const model = parsed(join(path, modelFile), text);
  return tf.io.getModelArtifactsForJSON(model, async (groups) => {
    const specs = groups.flatMap(({ weights }) => weights);
    const names = groups.flatMap(({ paths }) => paths.map((name) => name.replace(/^\.\//, '')));
    const outside = names.find((name) => /[/\\]/.test(name) || name === '..');
    if (outside !== undefined) {
      throw new UsageError({
        who,
        rule: `${modelFile} must name files of its own folder`,
        got: shown(outside),
      });
    }
    const parts = await Promise.all(names.map((name) => readWeights(path, name)));
    return [specs, Uint8Array.from(Buffer.concat(parts)).buffer];
  });
}

async function readWeights(path: string, name: string): Promise<Buffer> {
  const bytes = await read(join(path, name));
  if (!ownWeights.test(name) || name === weightsFile(bytes)) return bytes;
  throw new UsageError({
    who,
    rule: `${join(path, name)} is damaged: it is not what was saved`,
    remedy: 'save the model again',
  });
}

async function read(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const rule = code === 'ENOENT' ? `there is no ${file}` : `cannot read ${file} (${message})`;
    throw new UsageError({ who, rule, remedy: 'choose a folder that model.save has written' });
  }
}

function parsed(file: string, text: string): tf.io.ModelJSON {
  try {
    const model = JSON.parse(text) as Partial<tf.io.ModelJSON> | null;
    if (model?.modelTopology !== undefined && Array.isArray(model.weightsManifest)) {
      return model as tf.io.ModelJSON;
    }
  } catch {
    // Said below.
  }
  throw new UsageError({ who, rule: `${file} must be a model of tfjs`, got: shown(text) });
}
