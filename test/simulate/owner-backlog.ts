/** How many jobs the scheduler could queue at once if it had caught up: each owner's waiting ones, up to its limit. */
import type { EventSource } from '@turnpike/sdk';

export interface OwnerBacklog {
  /** Jobs that may be queued and are not. */
  readonly due: number;
  /** Jobs that are queued and not yet claimed. */
  readonly queued: number;
  /** Jobs that were neither running nor ended, at the most. */
  readonly mostWaiting: number;
}

interface Share {
  waiting: number;
  taken: number;
}

export function watchBacklog(
  events: EventSource,
  limit: number,
  onQueued: () => void,
): OwnerBacklog {
  const shares = new Map<number, Share>();
  let due = 0;
  let queued = 0;
  let [waiting, mostWaiting] = [0, 0];

  const most = limit === 0 ? Number.POSITIVE_INFINITY : limit;
  const dueOf = ({ waiting, taken }: Share): number => Math.max(0, Math.min(waiting, most - taken));

  function change(ownerId: number, by: Partial<Share>): void {
    const share = shares.get(ownerId) ?? { waiting: 0, taken: 0 };
    shares.set(ownerId, share);
    due -= dueOf(share);
    share.waiting += by.waiting ?? 0;
    share.taken += by.taken ?? 0;
    due += dueOf(share);
  }

  events.on('job:created', ({ data }) => {
    change(data.ownerId, { waiting: 1 });
    mostWaiting = Math.max(mostWaiting, (waiting += 1));
  });
  events.on('job:queued', ({ data }) => {
    change(data.ownerId, { waiting: -1, taken: 1 });
    queued += 1;
    onQueued();
  });
  events.on('job:received', () => {
    queued -= 1;
    waiting -= 1;
  });
  events.on('job:finished', ({ data }) => change(data.ownerId, { taken: -1 }));
  return {
    get due() {
      return due;
    },
    get mostWaiting() {
      return mostWaiting;
    },
    get queued() {
      return queued;
    },
  };
}
