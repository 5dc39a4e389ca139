/** Pushes are told as a post-receive hook tells them, and again until the platform has taken them. */
import { setTimeout as wait } from 'node:timers/promises';
import { hookTarget, pushDelivery } from '../support/push-delivery.js';

const TRY_MS = 300;
const ANSWER_MS = 5000;

/** Resolves when it was accepted. `path`: the repository, whose hook knows address and secret. */
export async function deliver(path: string, branch: string, after: string): Promise<void> {
  const target = hookTarget(path);
  const { body, headers } = pushDelivery(target, branch, after);
  for (;;) {
    const status = await fetch(target.url, {
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
