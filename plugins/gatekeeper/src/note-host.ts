import { isTurnpikeError, type HostFault, type Repository } from '@turnpike/sdk';
import type { Context } from './context.js';

/**
 * Keeps with the repository since when and why its host cannot be asked, or that it can be again (`error`
 * undefined), so that its page, the API and `turnpike doctor` tell it. Nothing is written where nothing changed.
 */
export async function noteHost(
  { deps, clock }: Pick<Context, 'deps' | 'clock'>,
  { id, slug, hostFault }: Pick<Repository, 'id' | 'slug' | 'hostFault'>,
  error: unknown,
): Promise<void> {
  const before = hostFault ?? null;
  const now = error === undefined ? null : faultOf(error, slug, before?.since ?? clock.now());
  if (now === null ? before === null : before !== null && isSame(before, now)) return;
  await deps.store.transaction(async (tx) => {
    await tx.repositories.update(id, { hostFault: now });
    // Only that it began or ended is news: gatekeeper itself looks again at each.
    if ((now === null) !== (before === null)) tx.emit('repository:changed', { repositoryId: id });
  });
}

function faultOf(error: unknown, slug: string, since: number): HostFault {
  const known = isTurnpikeError(error) ? error : undefined;
  const hint = `If it has moved or its token has changed: turnpike repo set-url ${slug} URL, turnpike repo set-token ${slug}, or the repository's settings.`;
  return {
    since,
    code: known?.code ?? 'TURNPIKE_INTERNAL',
    message: known?.message ?? "Turnpike failed when it asked; the server's log says why.",
    wayOut: [known?.details.wayOut, hint].filter(Boolean).join(' '),
  };
}

/** Times and ports of a message differ from try to try. */
function isSame(a: HostFault, b: HostFault): boolean {
  const words = ({ message }: HostFault) => message.replace(/\d+/g, '0');
  return a.code === b.code && words(a) === words(b);
}
