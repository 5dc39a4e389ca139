/** Keeps what was lent until shortly before it runs out. */
import type { Credentials } from '../wire/sign.js';

export interface Lent {
  readonly credentials: Credentials;
  /** Milliseconds since 1970. */
  readonly until: number;
}

/** Calls that are under way must not outlive their key. */
const BEFORE_MS = 300_000;

export function untilExpiry(fetch: () => Promise<Lent>): {
  get(): Promise<Credentials>;
  forget(): void;
} {
  let held: Promise<Lent> | undefined;
  return {
    async get() {
      const before = await held?.catch(() => undefined);
      if (!before || before.until - BEFORE_MS < Date.now()) held = fetch();
      return (await held!).credentials;
    },
    forget: () => (held = undefined),
  };
}
