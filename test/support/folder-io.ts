import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { io } from '@tensorflow/tfjs';

/** Saves and loads a tfjs model as `model.json` and `weights.bin` in a folder; plain tfjs can do so in browsers only. */
export function folder(path: string): io.IOHandler {
  const [model, weights] = [join(path, 'model.json'), join(path, 'weights.bin')];
  return {
    async save({ weightData, weightSpecs, ...rest }) {
      const bytes = Buffer.concat([weightData ?? []].flat().map((part) => Buffer.from(part)));
      const weightsManifest = [{ paths: ['weights.bin'], weights: weightSpecs }];
      await writeFile(weights, bytes);
      await writeFile(model, JSON.stringify({ ...rest, weightsManifest }));
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
    },
    async load() {
      const { weightsManifest, ...rest } = JSON.parse(await readFile(model, 'utf8'));
      const { buffer } = Uint8Array.from(await readFile(weights));
      return { ...rest, weightSpecs: weightsManifest[0].weights, weightData: buffer };
    },
  };
}
