/** A contract as a list of checks: each says which sentence it holds a plugin to, where that stands, and the way out. */
import { afterEach, beforeEach, describe, it } from 'vitest';

export interface Check<S> {
  /** What a report of tests says of it. */
  readonly name: string;
  /** Member of the contract: `Notifier.send`. */
  readonly at: string;
  /** The sentence that is broken where it fails. */
  readonly contract: string;
  readonly wayOut: string;
  /** Why it says nothing about this subject; undefined: it is to run. */
  skip?(subject: S): string | undefined;
  /** Throws where the sentence does not hold. */
  run(subject: S): Promise<void> | void;
}

/** A sentence of the contract that a plugin does not keep; `cause` is what was seen. */
export class BrokenContract extends Error {
  override readonly name = 'BrokenContract';
  readonly plugin: string;
  readonly at: string;
  readonly wayOut: string;

  constructor(plugin: string, { at, contract, wayOut }: Check<never>, cause: unknown) {
    const seen = cause instanceof Error ? cause.message : String(cause);
    super(`${plugin}: ${at} breaks its contract: “${contract}”\n${seen}\n→ ${wayOut}`, { cause });
    this.plugin = plugin;
    this.at = at;
    this.wayOut = wayOut;
  }
}

/** Throws BrokenContract. */
export async function runCheck<S>(plugin: string, check: Check<S>, subject: S): Promise<void> {
  try {
    await check.run(subject);
  } catch (error) {
    throw new BrokenContract(plugin, check, error);
  }
}

export interface Made<S> {
  readonly subject: S;
  dispose(): Promise<void>;
}

/** One test a check, each with a subject of its own. */
export function describeChecks<S>(
  title: string,
  plugin: string,
  checks: readonly Check<S>[],
  make: () => Promise<Made<S>>,
  timeoutMs?: number,
): void {
  const timeout = timeoutMs === undefined ? {} : { timeout: timeoutMs };
  describe(title, () => {
    let made: Made<S> | undefined;
    beforeEach(async () => {
      made = await make();
    }, timeoutMs);
    afterEach(() => made?.dispose(), timeoutMs);
    for (const check of checks)
      it(check.name, timeout, async (context) => {
        const { subject } = made!;
        const reason = check.skip?.(subject);
        if (reason !== undefined) return context.skip(reason);
        await runCheck(plugin, check, subject);
      });
  });
}
