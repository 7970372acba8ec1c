import { describe, expect, it } from 'vitest';
import { recordedBackends, type RecordedBackends } from '../../src/course/recorded-backends.ts';
import { validationsSection } from '../../src/course/validations-section.ts';
import { members } from '../../src/verify/index.ts';
import type { Validation } from '../../src/verify/validation.ts';

const one: Validation = {
  member: 'adam',
  peer: 'textbook',
  updates: 200,
  maxError: 2e-7,
  allowed: 2e-5,
  agrees: true,
  explanation: 'Why not.',
};
const recorded: RecordedBackends = {
  schema: 1,
  versions: {},
  backends: [
    { name: 'tensorflow', device: 'CPU', validations: [{ ...one, maxError: 0 }] },
    { name: 'webgpu', device: 'GPU', validations: [{ ...one, maxError: 1, agrees: false }] },
    { name: 'wasm', device: 'CPU, one thread', validations: [one] },
  ],
};
const section = (validations: readonly Validation[]) =>
  validationsSection(validations, 'wasm', recorded).join('\n');

describe('what a member was checked against', () => {
  it('has a column for the backend that ran and for each that was recorded', () => {
    const text = section([one]);
    expect(text).toContain(
      'on `wasm`, where this was run, and as recorded on `tensorflow` (CPU) and `webgpu` (GPU).',
    );
    expect(text).toContain(
      '| member | peer | updates | error on wasm | on tensorflow | on webgpu | allowed | verdict |',
    );
    expect(text).toContain('| adam | `textbook` | 200 | 2 × 10⁻⁷ | bit-identical | 1 |');
  });

  it('says where a member differs', () => {
    expect(section([one])).toContain('| agrees, **differs on webgpu** |');
    expect(section([{ ...one, agrees: false }])).toContain('| **differs**, ');
  });

  it('explains below the table, and folds many explanations', () => {
    expect(section([one])).toContain('\n- adam, `textbook`: Why not.');
    expect(section([{ ...one, explanation: '' }])).not.toContain('\n- ');
    expect(section([one])).not.toContain('<details>');
    expect(section(Array.from({ length: 9 }, () => one))).toContain('<details>');
  });

  it('shows what only the last bits of doubles differ by as below 10⁻¹³', () => {
    expect(section([{ ...one, maxError: 1e-13 }])).toContain('| < 10⁻¹³ |');
    expect(section([{ ...one, maxError: 2e-13 }])).toContain('| 2 × 10⁻¹³ |');
    expect(section([{ ...one, maxError: 0 }])).toContain('| bit-identical |');
  });

  it('has no column of a backend that measured none of them, and a dash where one is missing', () => {
    expect(section([{ ...one, member: 'mine' }])).not.toContain('tensorflow');
    expect(section([one, { ...one, member: 'mine' }])).toContain(
      '| mine | `textbook` | 200 | 2 × 10⁻⁷ | – | – |',
    );
  });
});

describe('reports/backends.json', () => {
  it('holds every member beside its peers, on tfjs-node first, and all agree', async () => {
    const { backends } = await recordedBackends();
    expect(backends[0]?.name).toBe('tensorflow');
    for (const { validations } of backends) {
      expect(new Set(validations.map(({ member }) => member))).toEqual(new Set(members.keys()));
      expect(validations.filter(({ agrees }) => !agrees)).toEqual([]);
    }
  });
});
