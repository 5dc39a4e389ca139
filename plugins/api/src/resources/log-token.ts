/**
 * Opens one job's log to whoever has its address: `?log.token=` (travis-api facts 2 and 8). It ends by itself, and
 * follows from the repository's private key: nothing is stored, and new keys end all of them.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Api } from '../api.js';
import type { FoundJob } from './find.js';

type Opened = Pick<FoundJob, 'job' | 'repository'>;

const DAY = 86_400_000;
const LENGTH = 32;
const FORM = /^([0-9a-z]{1,6})\.([0-9a-f]{32})$/;

/** Good for one day at least, for two at most: all of a day are one. undefined: the repository has no key yet. */
export async function logToken(
  api: Api,
  opened: Opened,
  now = Date.now(),
): Promise<string | undefined> {
  return tokenUntil(api, opened, Math.floor(now / DAY) + 2);
}

export async function isLogToken(api: Api, opened: Opened, given: string): Promise<boolean> {
  const [, until = ''] = FORM.exec(given) ?? [];
  const day = Number.parseInt(until, 36);
  if (!(day * DAY > Date.now())) return false;
  const wanted = await tokenUntil(api, opened, day);
  return wanted !== undefined && timingSafeEqual(digest(wanted), digest(given));
}

async function tokenUntil(
  api: Api,
  { job, repository }: Opened,
  day: number,
): Promise<string | undefined> {
  const sealed = await api.store.repositories.sealed(repository.id);
  if (!sealed?.privateKey) return undefined;
  const key = api.secrets.open(sealed.privateKey);
  const proof = api.secrets.hash(`log ${job.id} ${day} ${key}`).slice(0, LENGTH);
  return `${day.toString(36)}.${proof}`;
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
