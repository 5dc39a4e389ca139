import type { NoticeMessage, Repository } from '@turnpike/sdk';
import type { Context } from './context.js';

const RANK = { alert: 0, error: 1, warn: 2, info: 3, hint: 4 };

/** What was found in the configuration of a request, worst first. */
export async function messagesOf(
  { deps }: Context,
  requestId: number,
  { slug }: Pick<Repository, 'slug'>,
): Promise<readonly NoticeMessage[]> {
  const rows = await deps.store.requests.messages(requestId);
  return rows
    .map(({ level, key, code, args, src, line }) => ({
      ...{ level, key, line, path: pathIn(slug, src) },
      words: deps.compiler?.describe({ code, args }) ?? code.replaceAll('_', ' '),
    }))
    .toSorted((a, b) => RANK[a.level] - RANK[b.level]);
}

/** `owner/name:path@ref`, of this repository. */
function pathIn(slug: string, src: string | null): string | null {
  const [, path] = src?.startsWith(`${slug}:`) ? (/:(.+?)(?:@[^@]*)?$/.exec(src) ?? []) : [];
  return path ?? null;
}
