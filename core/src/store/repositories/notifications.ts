import type { Notification } from '../../contracts/domain.js';
import type { NotificationStore } from '../../contracts/store.js';
import type { Db } from '../database.js';
import { entity } from '../entity.js';
import { pageRows } from '../paging.js';
import { unqualified } from '../transition.js';

const notifications = entity<Notification>('notifications', {
  id: 'plain',
  buildId: 'plain',
  repositoryId: 'plain',
  event: 'plain',
  notifier: 'plain',
  entry: 'plain',
  target: 'plain',
  state: 'plain',
  attempts: 'plain',
  nextAttemptAt: 'plain',
  reason: 'plain',
  createdAt: 'plain',
  sentAt: 'plain',
  config: 'json',
});
const returning = unqualified(notifications);
const byId = (a: Notification, b: Notification): number => a.id - b.id;

export function notificationStore(db: Db): NotificationStore {
  return { ...writing(db), ...claiming(db), ...reading(db) };
}

function writing(db: Db): Pick<NotificationStore, 'insert' | 'again'> {
  return {
    async insert(given) {
      if (given.length === 0) return [];
      const rows = await db
        .sql('notifications')
        .insert(
          given.map((row) => ({
            ...notifications.write(row),
            state: 'created',
            created_at: db.now(),
            next_attempt_at: db.now(),
          })),
        )
        .returning(returning);
      return rows.map(notifications.read).sort(byId);
    },
    async again(id) {
      const [row] = await db
        .sql('notifications')
        .where({ id })
        .whereIn('state', ['sent', 'failed', 'skipped', 'unconfigured'])
        .update({
          state: 'created',
          attempts: 0,
          reason: null,
          claimer: null,
          sent_at: null,
          next_attempt_at: db.now(),
        })
        .returning(returning);
      return row ? notifications.read(row) : undefined;
    },
  };
}

type Claiming = 'claim' | 'endDue' | 'split' | 'finish' | 'retry';

/** A claim moves `next_attempt_at` to the end of its lease, so that one comparison finds due and abandoned rows. */
function claiming(db: Db): Pick<NotificationStore, Claiming> {
  const settle = async (
    id: number,
    claimer: string,
    set: Record<string, unknown>,
  ): Promise<Notification | undefined> => {
    const [row] = await db
      .sql('notifications')
      .where({ id, state: 'claimed', claimer })
      .update({ claimer: null, ...set })
      .returning(returning);
    return row ? notifications.read(row) : undefined;
  };
  return {
    async claim(claimer, notifiers, leaseSeconds, limit) {
      if (notifiers.length === 0) return [];
      const rows = await db.rows(
        `update notifications set state = 'claimed', claimer = ?, attempts = attempts + 1,
           next_attempt_at = ${db.nowSql} + ?
         where id in (select id from notifications where state in ('created', 'claimed')
           and next_attempt_at <= ${db.nowSql} and notifier in (${notifiers.map(() => '?').join(', ')})
           order by next_attempt_at limit ?${db.skipLocked}) returning ${returning.join(', ')}`,
        [claimer, Math.round(leaseSeconds * 1000), ...notifiers, limit],
      );
      return rows.map(notifications.read).sort(byId);
    },
    async endDue(notifier, { state, reason }) {
      const rows = await db
        .sql('notifications')
        .where({ notifier })
        .whereIn('state', ['created', 'claimed'])
        .where('next_attempt_at', '<=', db.now())
        .update({
          claimer: null,
          state,
          reason: reason ?? null,
          attempts: db.sql.raw('attempts + 1'),
        })
        .returning(returning);
      return rows.map(notifications.read).sort(byId);
    },
    split: (id, claimer, targets) =>
      db.atomically(async (tx) => {
        const held = { id, state: 'claimed', claimer };
        const row = await tx.sql('notifications').where(held).whereNull('target').first();
        const [first, ...others] = targets;
        if (!row || first === undefined) return [];
        const [kept] = await tx
          .sql('notifications')
          .where(held)
          .update({ target: first })
          .returning(returning);
        const copies = others.map((target) => ({ ...row, id: undefined, target }));
        const { length } = copies;
        const made = length
          ? await tx
              .sql('notifications')
              .insert(copies.map(({ id: _id, ...copy }) => copy))
              .returning(returning)
          : [];
        return [kept, ...made].map(notifications.read).sort(byId);
      }),
    finish: (id, claimer, { state, reason }) =>
      settle(id, claimer, {
        state,
        reason: reason ?? null,
        ...(state === 'sent' ? { sent_at: db.now() } : {}),
      }),
    retry: (id, claimer, delaySeconds, reason) =>
      settle(id, claimer, {
        state: 'created',
        reason,
        next_attempt_at: db.inSeconds(delaySeconds),
      }),
  };
}

function reading(db: Db): Pick<NotificationStore, 'get' | 'ofBuild' | 'list'> {
  return {
    async get(id) {
      const row = await db
        .sql('notifications')
        .select(notifications.columns)
        .where({ 'notifications.id': id })
        .first();
      return row ? notifications.read(row) : undefined;
    },
    async ofBuild(buildId) {
      const rows = await db
        .sql('notifications')
        .select(notifications.columns)
        .where({ build_id: buildId })
        .orderBy('id');
      return rows.map(notifications.read);
    },
    async list(filter, page) {
      const rows = await pageRows(
        db,
        notifications,
        (query) => {
          if (filter.repositoryId !== undefined)
            query.where('notifications.repository_id', filter.repositoryId);
          if (filter.states) query.whereIn('notifications.state', filter.states);
        },
        page,
        undefined,
      );
      return rows.map(notifications.read);
    },
  };
}
