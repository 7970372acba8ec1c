import type { BackendName } from '../backend/backend-names.ts';
import { backends } from '../backend/backends.ts';
import { inspect } from '../backend/index.ts';
import { startEngine, versions } from '../engine/index.ts';
import { rounded } from '../shared/stats.ts';
import { members, validated, type Validation } from '../verify/index.ts';
import { packageFile } from './package-file.ts';

/** What the members measured on every backend, as `reports/backends.json` holds it. */
export interface RecordedBackends {
  readonly schema: 1;
  readonly versions: Readonly<Record<string, string>>;
  /** tfjs-node first. */
  readonly backends: readonly RecordedBackend[];
}

/** One backend, with every member beside its peers. */
export interface RecordedBackend {
  readonly name: BackendName;
  /** What it computed on. */
  readonly device: string;
  readonly validations: readonly Validation[];
}

const file = 'reports/backends.json';
const { href: module } = new URL('../../dist/course/recorded-backends.js', import.meta.url);

/** What was recorded last, somewhere. @throws UsageError where the package has no such file */
export async function recordedBackends(): Promise<RecordedBackends> {
  return JSON.parse(await packageFile(file)) as RecordedBackends;
}

/** Measures every member on each backend that works here, in a process of its own. */
export async function measureBackends(): Promise<RecordedBackends> {
  const found = await inspect();
  const measured: RecordedBackend[] = [];
  for (const name of Object.keys(backends) as BackendName[]) {
    const state = found.backends.find((one) => one.name === name);
    if (!state?.available) continue;
    const engine = await startEngine({ backend: name });
    try {
      const validations = await engine.call<readonly Validation[]>({
        module,
        name: 'measureHere',
        args: [],
      });
      measured.push({ name, device: state.device ?? '', validations });
    } finally {
      engine.close();
    }
  }
  return { schema: 1, versions: await versions(), backends: measured };
}

/** What the engine calls: every member on the backend of its process. */
export async function measureHere(): Promise<readonly Validation[]> {
  const measured: Validation[] = [];
  for (const member of members.values()) {
    for (const one of await validated(member)) {
      measured.push({
        ...one,
        maxError: rounded(one.maxError, 3),
        allowed: rounded(one.allowed, 3),
      });
    }
  }
  return measured;
}
