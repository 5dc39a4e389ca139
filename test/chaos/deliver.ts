/** Pushes are told as a post-receive hook tells them, and again until the platform has taken them. */
import { setTimeout as wait } from 'node:timers/promises';
import { hookTarget, pushDelivery, type PushDelivery } from '../support/push-delivery.js';

const TRY_MS = 300;
const ANSWER_MS = 5000;

export interface HowDelivered {
  /** It comes after those of later pushes. */
  readonly afterMs: number;
  /** The same delivery, with the same id. */
  readonly times: number;
}

/** Resolves when it was accepted. `path`: the repository, whose hook knows address and secret. */
export async function deliver(
  path: string,
  branch: string,
  after: string,
  { afterMs, times }: HowDelivered,
): Promise<void> {
  const target = hookTarget(path);
  const delivery = pushDelivery(target, branch, after);
  await wait(afterMs);
  await Promise.all(Array.from({ length: times }, () => send(target.url, delivery)));
}

async function send(url: string, { body, headers }: PushDelivery): Promise<void> {
  for (;;) {
    const status = await fetch(url, {
      method: 'POST',
      headers,
      body,
      signal: AbortSignal.timeout(ANSWER_MS),
    }).then(
      (answer) => answer.status,
      () => 0,
    );
    if (status >= 200 && status < 300) return;
    if (status >= 400 && status < 500) throw new Error(`A delivery was refused with ${status}.`);
    await wait(TRY_MS);
  }
}
