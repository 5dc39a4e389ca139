import { ExternalHostError, isTurnpikeError } from '@turnpike/core/contracts';

/**
 * How a host can fail. `refused`: nobody listens. `dns`: no such name. `timeout`: no answer in time. `reset`: the
 * connection broke. A number is the status that it answers with.
 * @stable
 */
export type HostFailure =
  'refused' | 'dns' | 'timeout' | 'reset' | 401 | 403 | 404 | 429 | 500 | 502 | 503;

const WORDS: Readonly<Record<string, string>> = {
  refused: 'cannot be reached.',
  dns: 'is not known.',
  timeout: 'took too long.',
  reset: 'cannot be reached.',
  401: 'refused: 401 the credential is not valid.',
  403: 'refused: 403 the credential may not do this.',
  404: 'refused: 404 there is no such repository, or the credential does not show it.',
  429: 'answered 429: too many requests.',
};

/**
 * The error that a code host's provider throws for it: TURNPIKE_HOST_REFUSED where another try does not help (401,
 * 403, 404), else TURNPIKE_HOST_UNAVAILABLE, which is tried again.
 * @stable
 */
export function hostFailure(failure: HostFailure, host = 'host.test'): ExternalHostError {
  const isRefusal = [401, 403, 404].includes(Number(failure));
  return new ExternalHostError(
    isRefusal ? 'TURNPIKE_HOST_REFUSED' : 'TURNPIKE_HOST_UNAVAILABLE',
    `${host} ${WORDS[failure] ?? `answered ${failure}.`}`,
    isRefusal ? { host, wayOut: 'Check the credential of the repository.' } : { host },
  );
}

/** Something that fails when it is told to. @stable */
export interface Breakable<T extends object> {
  /** What the plugin under test gets. */
  readonly port: T;
  /** From now on every call fails: as a host does, or with this error. */
  fail(how: HostFailure | Error): void;
  /** From now on calls are answered again. */
  heal(): void;
  /** How many calls have failed so far. */
  readonly failed: number;
}

/**
 * Wraps any port so that the test can have it fail. `methods`: those that fail; default: all. Methods that answer a
 * promise or a stream reject, as the real ones do.
 * @stable
 */
export function breakable<T extends object>(
  port: T,
  methods: readonly (keyof T)[] = Object.keys(port) as (keyof T)[],
): Breakable<T> {
  let error: Error | undefined;
  let failed = 0;
  const failing = () => {
    failed += 1;
    return rejected(error as Error);
  };
  const wrapped = new Proxy(port, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      const breaks = typeof value === 'function' && methods.includes(name as keyof T);
      if (!breaks) return value;
      return (...given: unknown[]) =>
        error ? failing() : (value as (...all: unknown[]) => unknown).apply(target, given);
    },
  });
  return {
    port: wrapped,
    fail: (how) => void (error = isError(how) ? how : hostFailure(how)),
    heal: () => void (error = undefined),
    get failed() {
      return failed;
    },
  };
}

function isError(how: HostFailure | Error): how is Error {
  return how instanceof Error || isTurnpikeError(how);
}

/** For whoever awaits it, and for whoever reads it block by block. */
function rejected(error: Error): unknown {
  const answer = Promise.reject(error);
  answer.catch(() => undefined);
  return Object.assign(answer, { [Symbol.asyncIterator]: () => ({ next: () => answer }) });
}
