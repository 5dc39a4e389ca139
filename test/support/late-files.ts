/** The order of test files: last those of what is still being built when the tests begin. */
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const LATE = /gitea[^/]*\.test\.ts$/;

export class LateFiles extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLate = ({ moduleId }: TestSpecification): boolean => LATE.test(moduleId);
    return [...sorted.filter((file) => !isLate(file)), ...sorted.filter(isLate)];
  }
}
