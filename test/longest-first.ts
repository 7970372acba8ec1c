import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take a minute and more; a clone that has never run them knows no times, and begins with the largest files. */
const long = /\/slow\/(?:mutants-[^/]*|queue-class|package|compare|lessons-check)\.test\.ts$/;

/** Begins with the files that take longest, so that no worker is left alone with one of them at the end. */
export default class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification) => long.test(moduleId);
    return [...sorted.filter(isLong), ...sorted.filter((one) => !isLong(one))];
  }
}
