/** Who may connect, and which topics they may use. Everything not named here is refused. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { BrokerUser, Rights } from './config.js';

const ROLE_TOPICS = 'turnpike/v1/';
/** What a worker hears: that there may be work, and that its own is canceled. */
const WORKER_FILTERS: ReadonlySet<string> = new Set([
  'turnpike/v1/job/+/queued',
  'turnpike/v1/job/+/cancel-requested',
]);

/** undefined: not a user. Takes as long for an unknown name as for a wrong password. */
export function rightsOf(
  users: readonly BrokerUser[],
  name: string | undefined,
  password: Uint8Array | undefined,
): Rights | undefined {
  const given = `${name ?? ''}\n${Buffer.from(password ?? []).toString('utf8')}`;
  let rights: Rights | undefined;
  for (const user of users) {
    if (sameText(`${user.user}\n${user.password}`, given)) rights = user.rights;
  }
  return rights;
}

export function maySubscribe(rights: Rights | undefined, filter: string): boolean {
  if (rights === 'role') return filter.startsWith(ROLE_TOPICS);
  return rights === 'worker' && WORKER_FILTERS.has(filter);
}

export function mayPublish(rights: Rights | undefined, topic: string): boolean {
  return rights === 'role' && topic.startsWith(ROLE_TOPICS);
}

function sameText(left: string, right: string): boolean {
  return timingSafeEqual(digest(left), digest(right));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
