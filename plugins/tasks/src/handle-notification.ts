import {
  isTurnpikeError,
  TimeoutError,
  type BuildNotice,
  type Notification,
  type NotificationEnd,
  type Notifier,
  type Target,
} from '@turnpike/sdk';
import { abortWith } from '@turnpike/sdk/platform';
import { openHostAccess } from '@turnpike/sdk/store';
import type { Context } from './context.js';
import { isUnwanted, withLinks } from './mailboxes.js';
import { buildNotice } from './notice.js';
import { openSecrets, type OpenedConfig } from './open-secrets.js';

interface Handling {
  readonly ctx: Context;
  readonly claimer: string;
  readonly notifier: Notifier;
  readonly notice: BuildNotice;
  readonly entry: OpenedConfig;
}

type End = { readonly state: NotificationEnd; readonly reason?: string };

/** Sends one claimed row, or splits it into its targets and sends those. Answers when to look again. */
export async function handleNotification(
  ctx: Context,
  row: Notification,
  claimer: string,
): Promise<number | undefined> {
  try {
    const notifier = ctx.deps.notifiers.find(({ id }) => id === row.notifier);
    if (!notifier)
      return await retry({ ctx, claimer }, row, `no plugin here sends ${row.notifier}`);
    const ready = await prepare(ctx, row);
    if ('state' in ready) return await finish({ ctx, claimer }, row, ready);
    return await deliver({ ...ready, ctx, claimer, notifier }, row);
  } catch (error) {
    ctx.log.error({ notificationId: row.id, err: error }, 'a notification could not be handled');
    return retry({ ctx, claimer }, row, 'it could not be prepared; see the server log');
  }
}

/** Rows of notifiers that are not set up end at once: one write instead of a claim and an end. */
export async function endUnconfigured(ctx: Context): Promise<void> {
  const { notifiers, store } = ctx.deps;
  for (const { id, unavailable } of notifiers) {
    if (!unavailable) continue;
    const end = { state: 'unconfigured', reason: unavailable } as const;
    for (const row of await store.notifications.endDue(id, end)) await told(ctx, row, end);
  }
}

async function prepare(
  ctx: Context,
  row: Notification,
): Promise<End | Pick<Handling, 'notice' | 'entry'>> {
  const notice = await buildNotice(ctx, row);
  if (!notice) return { state: 'failed', reason: 'the build is gone' };
  const veto = await ctx.hooks.notification.filter.promise({ notification: row, notice });
  if (veto !== undefined)
    return { state: 'skipped', reason: typeof veto === 'string' ? veto : String(veto) };
  return { notice, entry: await openSecrets(ctx, row.repositoryId, row.config) };
}

async function deliver(handling: Handling, row: Notification): Promise<number | undefined> {
  const { ctx, claimer, notifier, entry, notice } = handling;
  const targets = new Map(
    (await notifier.targets(entry, notice)).map((target) => [target.key, target]),
  );
  if (row.target !== null) return sendRow(handling, row, targets.get(row.target));
  if (targets.size === 0)
    return finish(handling, row, { state: 'skipped', reason: noReceivers(entry) });
  const rows = await ctx.deps.store.notifications.split(row.id, claimer, [...targets.keys()]);
  // One bad receiver does not keep the others waiting, nor is any of them tried for ever.
  const retries = await Promise.all(
    rows.map((one) => sendRow(handling, one, targets.get(one.target ?? ''))),
  );
  const waits = retries.filter((ms) => ms !== undefined);
  return waits.length === 0 ? undefined : Math.min(...waits);
}

function noReceivers({ unreadable }: OpenedConfig): string {
  return unreadable === 0
    ? 'there is no receiver'
    : `${unreadable} encrypted values cannot be opened with this repository's key: make them anew with turnpike encrypt`;
}

async function sendRow(
  handling: Handling,
  row: Notification,
  target: Target | undefined,
): Promise<number | undefined> {
  const { ctx, notifier, notice, entry } = handling;
  if (!target)
    return finish(handling, row, {
      state: 'failed',
      reason: 'this receiver is no longer configured',
    });
  if (await isUnwanted(ctx, target, notice))
    return finish(handling, row, { state: 'skipped', reason: 'this address wants no mail of it' });
  try {
    await withinTime(ctx, (signal) =>
      notifier.send(target, withLinks(ctx, target, notice), `notification-${row.id}`, {
        access: () => openHostAccess(ctx.deps, notice.repository),
        signal,
      }),
    );
  } catch (error) {
    const reason = entry.mask(error instanceof Error ? error.message : String(error));
    const isWorthIt =
      isTurnpikeError(error) && error.retryable && row.attempts < ctx.config.maxAttempts;
    return isWorthIt
      ? retry(handling, row, reason)
      : finish(handling, row, { state: 'failed', reason });
  }
  return finish(handling, row, { state: 'sent' });
}

async function withinTime(
  ctx: Context,
  send: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const done = new AbortController();
  const limit = new AbortController();
  const releases = [abortWith(done, ctx.signal), abortWith(limit, ctx.signal)];
  const timer = ctx.clock.sleep(ctx.config.sendSeconds * 1000, done.signal).then(
    () => {
      limit.abort();
      throw new TimeoutError(`it took longer than ${ctx.config.sendSeconds} s`);
    },
    () => undefined,
  );
  try {
    await Promise.race([send(limit.signal), timer.then(() => new Promise<never>(() => undefined))]);
  } finally {
    for (const release of releases) release();
    done.abort();
  }
}

type By = Pick<Handling, 'ctx' | 'claimer'>;

async function finish({ ctx, claimer }: By, row: Notification, end: End): Promise<undefined> {
  const ended = await ctx.deps.store.notifications.finish(row.id, claimer, end);
  if (ended) await told(ctx, row, end);
}

async function told(ctx: Context, row: Notification, end: End): Promise<void> {
  ctx.metrics
    .counter('notifications_total', 'Notifications by notifier and end.', ['notifier', 'state'])
    .inc({ notifier: row.notifier, state: end.state });
  await ctx.deps.store.emit('notification:finished', {
    notificationId: row.id,
    buildId: row.buildId,
    repositoryId: row.repositoryId,
  });
}

async function retry({ ctx, claimer }: By, row: Notification, reason: string): Promise<number> {
  const { backoffSeconds, maxBackoffSeconds } = ctx.config;
  const seconds = Math.min(maxBackoffSeconds, backoffSeconds * 2 ** Math.max(0, row.attempts - 1));
  await ctx.deps.store.notifications.retry(row.id, claimer, seconds, reason);
  return seconds * 1000;
}
