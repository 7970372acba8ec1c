import { createHash } from 'node:crypto';
import { renderPng } from '../../src/render/png.ts';
import {
  sampleContours,
  sampleCurves,
  sampleDots,
  sampleImages,
  sampleParallel,
} from './sample-figures.ts';

// Run as a process of its own: prints the hash of each sample picture.
for (const figure of [sampleCurves, sampleContours, sampleDots, sampleImages, sampleParallel]) {
  console.log(createHash('sha256').update(renderPng(figure)).digest('hex'));
}
