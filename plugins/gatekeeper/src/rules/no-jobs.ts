import type { CompileResult, ConfigMap, Rejection } from '@turnpike/sdk';

/** Nothing to run: because the root condition is false, or because the configuration has no job. */
export function noJobs(compiled: CompileResult): Rejection | undefined {
  if (compiled.jobs.length > 0) return undefined;
  const condition = (compiled.config as ConfigMap)['if'];
  if (typeof condition === 'string')
    return {
      rule: 'condition-false',
      message: `The condition of the build is false: ${condition}`,
    };
  return { rule: 'no-jobs', message: 'Build config did not create any jobs.' };
}
