/** Wrong passwords by login: after some, each further try has to wait. */
const FREE_TRIES = 10;
const WINDOW_MS = 15 * 60_000;
const MOST_LOGINS = 10_000;

export interface Attempts {
  /** 0: try. */
  secondsToWait(login: string): number;
  failed(login: string): void;
  succeeded(login: string): void;
}

export function createAttempts(now: () => number = () => performance.now()): Attempts {
  const tries = new Map<string, { count: number; since: number }>();
  const current = (login: string) => {
    const entry = tries.get(login);
    return entry && now() - entry.since < WINDOW_MS ? entry : undefined;
  };
  return {
    secondsToWait(login) {
      const entry = current(login);
      if (!entry || entry.count < FREE_TRIES) return 0;
      return Math.ceil((entry.since + WINDOW_MS - now()) / 1000);
    },
    failed(login) {
      const entry = current(login) ?? { count: 0, since: now() };
      entry.count += 1;
      tries.delete(login);
      tries.set(login, entry);
      const oldest = tries.keys().next();
      if (tries.size > MOST_LOGINS && !oldest.done) tries.delete(oldest.value);
    },
    succeeded: (login) => void tries.delete(login),
  };
}
