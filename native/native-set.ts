import type { BackendName } from '#src/backend/backend-names';
import type { Site } from './site.ts';

/** A backend's packages as they lie ready in `.native/<id>/node_modules`, to be linked into the clone's own. */
export interface NativeSet {
  /** Name of its folder, with the version: a set is never changed, only replaced. */
  readonly id: string;
  readonly backend: BackendName;
  /** Half a sentence for people. */
  readonly about: string;
  /** Packages that are linked. */
  readonly links: readonly string[];
  /** Free disk that building it takes, in bytes. */
  readonly disk: number;
  /** What it asks of the machine, checked before anything is fetched. @throws UsageError naming what is missing */
  check(site: Site): Promise<void>;
  /** Makes it in `folder`, an empty folder that is thrown away if this throws. */
  build(site: Site, folder: string): Promise<void>;
}
