/** One feed a run that anybody follows. Notices are taken at once, then at most every 20 ms. */
import type { Events, Logger, LogReader, RunRef } from '@turnpike/sdk';
import { createLogFeed, type Follower, type LogFeed } from './log-feed.js';

const SPACING_MS = 20;

export interface LogFeeds {
  /** Returns the undo. */
  follow(run: RunRef, offset: number, follower: Follower): () => void;
  notice(data: Events['job:log']): void;
  /** Asks every followed log for its end. */
  look(): Promise<void>;
  readonly size: number;
}

export function createLogFeeds(logs: Pick<LogReader, 'info' | 'read'>, log: Logger): LogFeeds {
  const feeds = new Map<string, { readonly feed: LogFeed; readonly tell: Notice }>();
  const keyOf = ({ jobId, run }: RunRef): string => `${jobId}.${run}`;

  function open(run: RunRef): LogFeed {
    const key = keyOf(run);
    const before = feeds.get(key);
    if (before) return before.feed;
    const feed = createLogFeed(run, logs);
    feeds.set(key, { feed, tell: spaced((end, sealed) => feed.reached(end, sealed)) });
    return feed;
  }

  function tidy(run: RunRef): void {
    if (feeds.get(keyOf(run))?.feed.followers === 0) feeds.delete(keyOf(run));
  }

  async function lookAt(feed: LogFeed): Promise<void> {
    try {
      await feed.look();
    } catch (error) {
      log.debug({ err: error }, 'A log could not be looked at');
    }
  }

  return {
    follow(run, offset, follower) {
      const feed = open(run);
      const ended = (): void => {
        tidy(run);
        follower.ended();
      };
      const undo = feed.follow({ connection: follower.connection, ended }, offset);
      void lookAt(feed);
      return () => {
        undo();
        tidy(run);
      };
    },
    notice: (data) => feeds.get(keyOf(data))?.tell(data.end, data.sealed),
    look: async () => {
      await Promise.all([...feeds.values()].map(({ feed }) => lookAt(feed)));
    },
    get size() {
      return feeds.size;
    },
  };
}

type Notice = (end: number, sealed: boolean) => void;

/** The first goes through at once; those that follow too soon become one, a little later. */
function spaced(tell: Notice): Notice {
  let last = Number.NEGATIVE_INFINITY;
  let waiting: { end: number; sealed: boolean } | undefined;
  const flush = (): void => {
    const next = waiting;
    waiting = undefined;
    last = performance.now();
    if (next) tell(next.end, next.sealed);
  };
  return (end, sealed) => {
    const isFirst = waiting === undefined;
    waiting = {
      end: Math.max(end, waiting?.end ?? 0),
      sealed: sealed || (waiting?.sealed ?? false),
    };
    const wait = last + SPACING_MS - performance.now();
    if (wait <= 0) flush();
    else if (isFirst) setTimeout(flush, wait);
  };
}
