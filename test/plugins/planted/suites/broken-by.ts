import {
  BrokenContract,
  runCheck,
  type Check,
  type Made,
} from '../../../../sdk/src/conformance/checks.js';

/** What the suite says of a subject: the first sentence that is broken; undefined: it keeps them all. */
export async function brokenBy<S>(
  plugin: string,
  checks: readonly Check<S>[],
  make: () => Promise<Made<S>>,
): Promise<BrokenContract | undefined> {
  for (const check of checks) {
    const { subject, dispose } = await make();
    try {
      if (check.skip?.(subject) === undefined) await runCheck(plugin, check, subject);
    } catch (error) {
      if (error instanceof BrokenContract) return error;
      throw error;
    } finally {
      await dispose();
    }
  }
  return undefined;
}

/** A mistake in an implementation, and the member whose contract it breaks. */
export interface PlantedIn<F> {
  readonly what: string;
  readonly at: string;
  readonly flaw: F;
}
