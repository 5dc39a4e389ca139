/** Webhooks, as far as both dialects have them alike. */
import { ExternalHostError, type WebhookTarget } from '@turnpike/sdk';
import type { CommonPlace } from './places.js';

interface HookPayload {
  readonly url: string;
  readonly active: boolean;
  readonly events?: readonly string[] | null | undefined;
}

/** How a dialect speaks of webhooks `H` of repositories `P`. */
export interface HookCalls<P, H extends HookPayload> {
  /** undefined: they are not shown. */
  list(place: P): Promise<readonly H[] | undefined>;
  /** Where they are: all of them, or this one. */
  at(place: P, hook?: H): string;
  /** As it is sent. */
  wanted(target: WebhookTarget): object;
}

/** Makes, mends, finds and takes away webhooks. */
export function hooksBy<P extends CommonPlace, H extends HookPayload>({
  list,
  at,
  wanted,
}: HookCalls<P, H>) {
  /** Throws ExternalHostError where the token may not see webhooks: one may be there. */
  async function hooksAt(place: P, url: string): Promise<readonly H[]> {
    const hooks = await list(place);
    if (hooks) return hooks.filter((hook) => hook.url === url);
    throw new ExternalHostError(
      'TURNPIKE_HOST_REFUSED',
      `${place.api.host.name} shows no webhooks of ${place.slug}: the repository is gone, or the token may not see them.`,
      { wayOut: 'Give a token that may administer the repository, or look at its webhooks there.' },
    );
  }
  async function deleteAll(place: P, hooks: readonly H[]): Promise<void> {
    for (const hook of hooks) await place.api.send('DELETE', at(place, hook), undefined, [404]);
  }
  return {
    hooksAt,
    /** Makes the webhook, or makes the one with this address what it should be. */
    async writeHook(place: P, target: WebhookTarget): Promise<string> {
      const [first, ...others] = await hooksAt(place, target.url);
      await place.api.send(first ? 'PUT' : 'POST', at(place, first), wanted(target));
      await deleteAll(place, others);
      return `${place.api.host.name}'s webhook of ${place.slug} sends deliveries to ${target.url}.`;
    },
    /** Takes away the webhooks that send to this address. */
    async removeHook(place: P, url: string): Promise<string | undefined> {
      const ours = await hooksAt(place, url);
      await deleteAll(place, ours);
      return ours.length === 0
        ? undefined
        : `${place.api.host.name}'s webhook of ${place.slug} that sent to ${url} is gone.`;
    },
  };
}

/** What keeps a webhook from telling of what is built; null: nothing. */
export function whatLacks(
  { active, events }: HookPayload,
  needed: readonly string[],
): string | null {
  if (!active) return 'The webhook is switched off.';
  const missing = needed.filter((event) => !(events ?? []).includes(event));
  return missing.length === 0 ? null : `It does not tell of: ${missing.join(', ')}.`;
}
