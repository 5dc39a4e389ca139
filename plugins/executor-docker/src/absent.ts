import type { Executor } from '@turnpike/sdk';

/**
 * In place of the executor where its engine cannot be had: all processes install it, few use it. The worker that does
 * fails at its start with the reason.
 */
export function absent(reason: unknown): Executor {
  const fail = (): Promise<never> => Promise.reject(reason as Error);
  return {
    id: 'docker',
    isolation: 'container',
    offers: { os: ['linux'], arch: [process.arch === 'x64' ? 'amd64' : process.arch] },
    warnings: [],
    start: fail,
    reap: fail,
  };
}
