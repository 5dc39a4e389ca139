/** Pushes are told as a post-receive hook tells them: signed, and again until the platform has taken them. */
import { createHmac, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const ZERO = '0'.repeat(40);
const TRY_MS = 300;
const ANSWER_MS = 5000;

/** Resolves when it was accepted. `path`: the repository, whose hook knows address and secret. */
export async function deliver(path: string, branch: string, after: string): Promise<void> {
  const file = join(path, 'hooks', 'turnpike', 'target.json');
  const { url, secret } = JSON.parse(readFileSync(file, 'utf8')) as { url: string; secret: string };
  const body = JSON.stringify({ ref: `refs/heads/${branch}`, before: ZERO, after, pusher: 'ada' });
  const headers = {
    'content-type': 'application/json',
    'x-turnpike-git-event': 'push',
    'x-turnpike-delivery': randomUUID(),
    'x-turnpike-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
  };
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
