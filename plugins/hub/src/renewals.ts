/**
 * Renewals that come while one is being written are written together, in one statement and one commit. An idle hub
 * writes each at once.
 */
import type { RunRef } from '@turnpike/sdk';
import type { RunStore } from '@turnpike/sdk/store';

type Renewed = { readonly cancel: boolean } | undefined;

interface Asked {
  readonly run: RunRef;
  readonly resolve: (renewed: Renewed) => void;
  readonly reject: (error: unknown) => void;
}

export interface Renewals {
  /** undefined: the run is not open. Resolves when it is stored. */
  renew(run: RunRef): Promise<Renewed>;
}

const MOST_AT_ONCE = 200;

export function createRenewals(runs: Pick<RunStore, 'renewMany'>): Renewals {
  const waiting: Asked[] = [];
  let isWriting = false;

  async function writeAll(): Promise<void> {
    isWriting = true;
    while (waiting.length > 0) await writeSome(waiting.splice(0, MOST_AT_ONCE));
    isWriting = false;
  }

  async function writeSome(asked: readonly Asked[]): Promise<void> {
    try {
      const renewed = await runs.renewMany(asked.map(({ run }) => run));
      for (const [index, { resolve }] of asked.entries()) resolve(renewed[index]);
    } catch (error) {
      for (const { reject } of asked) reject(error);
    }
  }

  return {
    renew: (run) =>
      new Promise((resolve, reject) => {
        waiting.push({ run, resolve, reject });
        if (!isWriting) void writeAll();
      }),
  };
}
