import type { Clock, Logger } from '@turnpike/sdk';
import { ApiError, errorOfAnswer, isApiError } from './api-error.js';
import type { Http } from './http.js';
import { jsonLines } from './json-lines.js';
import type { List, Meta } from './resources.js';

/** Servers end a watch by themselves: before that we do, and begin where it stood. */
const LIFE_SECONDS = 290;
/** A dead connection is silent, and so may be a live one: begun anew in either case. */
const SILENCE_MS = 60_000;
const PAGE = 500;
const [FIRST_PAUSE_MS, LONGEST_PAUSE_MS] = [100, 5_000];

interface Watched {
  readonly metadata: Meta;
}
interface WatchLine {
  readonly type?: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR';
  readonly object?: Watched & { readonly code?: number };
}

export interface WatchOptions<T extends Watched> {
  readonly http: Http;
  /** `/api/v1/namespaces/jobs/pods` */
  readonly path: string;
  /** `labelSelector=…`, encoded. */
  readonly query: string;
  readonly clock: Pick<Clock, 'sleep'>;
  readonly log: Logger;
  readonly signal: AbortSignal;
  readonly silenceMs?: number;
  /** All that there is: what is not in it is gone. */
  onList(items: readonly T[]): void;
  onChange(type: 'ADDED' | 'MODIFIED' | 'DELETED', item: T): void;
  /** A stream has ended, for whatever reason, and the next one begins. */
  onRestart?(why: string): void;
}

/**
 * Follows objects until aborted: a list, then changes from there. Ends, breaks and silence go on where it stood; what
 * the server no longer knows (410), and what is no sense, begins with a list. Never rejects.
 */
export async function watch<T extends Watched>(options: WatchOptions<T>): Promise<void> {
  const { signal, clock, log } = options;
  let version: string | undefined;
  let pause = FIRST_PAUSE_MS;
  while (!signal.aborted) {
    try {
      version ??= await listAll(options);
      for await (const next of follow(options, version)) {
        version = next;
        pause = FIRST_PAUSE_MS;
      }
      options.onRestart?.('ended');
    } catch (error) {
      if (signal.aborted) return;
      const isBroken = isApiError(error, 0) || !isApiError(error);
      // What broke within a line has not been told to anybody: the version still stands.
      if (!isBroken) version = undefined;
      options.onRestart?.(isApiError(error, 410) ? 'expired' : 'broken');
      if (!isApiError(error, 410)) log.debug({ err: error }, 'a watch broke');
    }
    await clock.sleep(pause, signal).catch(() => undefined);
    pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
  }
}

async function listAll<T extends Watched>(options: WatchOptions<T>): Promise<string> {
  const { http, path, query, signal } = options;
  const { items, version } = await listPages<T>(http, path, query, signal);
  options.onList(items);
  return version;
}

/** Everything, by pages. */
export async function listPages<T>(
  http: Http,
  path: string,
  query: string,
  signal?: AbortSignal,
): Promise<{ readonly items: readonly T[]; readonly version: string }> {
  const items: T[] = [];
  let next = '';
  for (;;) {
    const more = next === '' ? '' : `&continue=${encodeURIComponent(next)}`;
    const list: List<T> = await http.send<List<T>>({
      method: 'GET',
      path: `${path}?${query}&limit=${PAGE}${more}`,
      ...(signal && { signal }),
    });
    items.push(...list.items);
    next = list.metadata.continue ?? '';
    if (next === '') return { items, version: list.metadata.resourceVersion ?? '' };
  }
}

/** Yields the version that each line leads to. */
async function* follow<T extends Watched>(
  options: WatchOptions<T>,
  version: string,
): AsyncGenerator<string> {
  const { http, path, query, signal, silenceMs = SILENCE_MS } = options;
  const wanted = `watch=true&allowWatchBookmarks=true&timeoutSeconds=${LIFE_SECONDS}`;
  const answer = await http.open({
    method: 'GET',
    path: `${path}?${query}&${wanted}&resourceVersion=${encodeURIComponent(version)}`,
    signal,
    silenceMs,
  });
  try {
    for await (const line of jsonLines(answer)) {
      const { type, object } = line as WatchLine;
      if (type === 'ERROR') throw refusalOf(object);
      if (!object?.metadata) throw new ApiError('a watch told nonsense', { status: 500 });
      if (type && type !== 'BOOKMARK') options.onChange(type, object as unknown as T);
      yield object.metadata.resourceVersion ?? version;
    }
  } finally {
    answer.destroy();
  }
}

/** In the stream, since its status was 200 already. */
function refusalOf(object: unknown): ApiError {
  const { code = 500 } = (object ?? {}) as { code?: number };
  return errorOfAnswer(
    'watch',
    code,
    JSON.stringify({ kind: 'Status', ...(object as object) }),
    '',
  );
}
