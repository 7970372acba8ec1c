import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { downhill } from '../cli/downhill.ts';

describe('downhill doctor --json', () => {
  it('tries every backend out, draws a chart, and names a way to whatever is missing', async () => {
    const { code, stdout } = await downhill(tmpdir(), ['doctor', '--json']);
    const found = JSON.parse(stdout) as {
      schema: number;
      node: string;
      auto: string;
      canvas: { available: boolean };
      backends: { name: string; available: boolean; device?: string; remedy?: string }[];
    };
    expect([code, found.schema, found.node]).toEqual([0, 1, process.versions.node]);
    expect(found.canvas.available).toBe(true);
    expect(found.backends.map(({ name }) => name)).toEqual(['tensorflow', 'wasm', 'webgpu', 'cpu']);
    expect(found.backends.find(({ name }) => name === found.auto)?.available).toBe(true);
    for (const { available, device, remedy } of found.backends) {
      expect(available ? device : remedy).toMatch(/\w/);
    }
  });
});
