/** Mail that nobody wants is not sent, and the rest says how it is ended (feature K2). */
import type { BuildNotice, Target } from '@turnpike/sdk';
import { PAGES, UNSUBSCRIBE_PATH } from '@turnpike/sdk/platform';
import { writeUnsubscribeToken } from '@turnpike/sdk/store';
import type { Context } from './context.js';

export async function isUnwanted(
  { deps: { store } }: Context,
  { mailbox }: Target,
  { repository }: BuildNotice,
): Promise<boolean> {
  return mailbox !== undefined && store.preferences.wantsNoMail(mailbox, repository.id);
}

export function withLinks(ctx: Context, { mailbox }: Target, notice: BuildNotice): BuildNotice {
  if (mailbox === undefined) return notice;
  const of = { address: mailbox, repositoryId: notice.repository.id };
  const token = writeUnsubscribeToken(ctx.deps.secrets, of);
  const at = (path: string): string => `${ctx.publicUrl}${path.replace(':token', token)}`;
  const unsubscribe = { pageUrl: at(PAGES.unsubscribe), oneClickUrl: at(UNSUBSCRIBE_PATH) };
  return { ...notice, unsubscribe };
}
