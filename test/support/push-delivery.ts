/** Pushes as a post-receive hook of vcs-git tells them: signed with the repository's secret. */
import { createHmac, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ZERO = '0'.repeat(40);

/** Where a repository's hook sends pushes, and what it signs them with. */
export interface HookTarget {
  readonly url: string;
  readonly secret: string;
}

/** Of a bare repository in which the hook was installed. */
export function hookTarget(path: string): HookTarget {
  const file = join(path, 'hooks', 'turnpike', 'target.json');
  return JSON.parse(readFileSync(file, 'utf8')) as HookTarget;
}

export interface PushDelivery {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A new branch that points at this commit. Each call is a delivery of its own. */
export function pushDelivery({ secret }: HookTarget, branch: string, after: string): PushDelivery {
  const ref = `refs/heads/${branch}`;
  const body = JSON.stringify({ ref, before: ZERO, after, pusher: 'ada' });
  const headers = {
    'content-type': 'application/json',
    'x-turnpike-git-event': 'push',
    'x-turnpike-delivery': randomUUID(),
    'x-turnpike-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
  };
  return { body, headers };
}
