import { randomUUID } from 'node:crypto';
import type { Delivery, RawDelivery } from '@turnpike/sdk';
import type { Context } from './context.js';

/** Strangers decide what stands in it: of a refused delivery only the beginning is kept. */
const KEPT_BYTES = 4096;
const HOUR_MS = 3_600_000;
const CREDENTIALS = /authorization|cookie|token|secret|password/;

/** Headers as they may be stored and shown. */
export function keptHeaders(headers: RawDelivery['headers']): RawDelivery['headers'] {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !CREDENTIALS.test(name)));
}

/** Stores refused deliveries, but so many an hour that strangers cannot fill the disk. */
export interface RejectionLog {
  add(entry: {
    readonly provider: string;
    readonly event: string;
    readonly guid: string;
    readonly repositoryId: number | null;
    readonly raw: RawDelivery;
    readonly reason: string;
  }): Promise<void>;
}

export function createRejectionLog(ctx: Context): RejectionLog {
  const most = ctx.config.rejectionsPerHour;
  let left = most;
  let filledAt = ctx.clock.monotonic();
  const take = (): boolean => {
    const now = ctx.clock.monotonic();
    left = Math.min(most, left + ((now - filledAt) / HOUR_MS) * most);
    filledAt = now;
    if (left < 1) return false;
    left -= 1;
    return true;
  };
  return {
    add: async ({ raw, guid, ...entry }) => {
      if (!take()) return;
      // Under a name of its own: a forged delivery must not take the place of the true one.
      const row: Omit<Delivery, 'id' | 'receivedAt' | 'requestId'> = {
        ...entry,
        event: entry.event.slice(0, 100),
        guid: `rejected ${randomUUID()} ${guid.slice(0, 100)}`,
        headers: keptHeaders(raw.headers),
        body: Buffer.from(raw.body.subarray(0, KEPT_BYTES)).toString('utf8').replaceAll('\0', ''),
        outcome: 'rejected',
      };
      await ctx.deps.store.transaction((tx) => tx.deliveries.insert(row));
    },
  };
}
