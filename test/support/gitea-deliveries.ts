/** Deliveries of Gitea 1.26.0 as they were received, headers and bodies, by name and in the order in which they came. */
import { readFileSync } from 'node:fs';
import type { RawDelivery } from '@turnpike/core/contracts';

/** What all of them were signed with. */
export const GITEA_SECRET = 'made-up-webhook-secret';

interface Recorded {
  readonly name: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const file = new URL('../fixtures/gitea-deliveries.json', import.meta.url);
const all = JSON.parse(readFileSync(file, 'utf8')) as readonly Recorded[];

export const giteaDeliveries: ReadonlyMap<string, RawDelivery> = new Map(
  all.map(({ name, headers, body }) => [name, { headers, body: Buffer.from(body), hint: null }]),
);
