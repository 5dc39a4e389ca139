/** By the link of a mail: whoever has it ends such mail, without an account and without logging in. */
import type { Route } from '@turnpike/sdk';
import { readUnsubscribeToken, type Mailbox } from '@turnpike/sdk/store';
import type { Api } from '../api.js';
import { endpoint, type Call } from '../endpoint.js';
import { notFound } from '../envelope/failures.js';
import { single } from '../render/collection.js';
import { head } from '../render/render.js';

const PER_MINUTE = 60;

export function unsubscribeRoutes(api: Api): Route[] {
  const { preferences } = api.store;
  return [
    endpoint(api, 'GET /v3/unsubscribe/:token', (call) => answer(call, mailboxOf(call)), {
      ratePerMinute: PER_MINUTE,
    }),
    change(api, 'POST', 'email.unsubscribe', ({ address, repositoryId }) =>
      preferences.unsubscribe(address, repositoryId),
    ),
    change(api, 'DELETE', 'email.subscribe', ({ address, repositoryId }) =>
      preferences.subscribe(address, repositoryId),
    ),
  ];
}

function change(
  api: Api,
  method: 'POST' | 'DELETE',
  audit: string,
  apply: (mailbox: Mailbox) => Promise<void>,
): Route {
  const handle = async (call: Call) => {
    const mailbox = mailboxOf(call);
    await apply(mailbox);
    // The path holds the token, and addresses are nobody's business.
    const { repositoryId } = mailbox;
    await call.exchange.audit({ target: 'email', repositoryId });
    return answer(call, mailbox);
  };
  const address = `${method} /v3/unsubscribe/:token`;
  return endpoint(api, address, handle, { audit, reads: true, ratePerMinute: PER_MINUTE });
}

function mailboxOf({ api, params }: Call): Mailbox {
  const mailbox = readUnsubscribeToken(api.secrets, params['token'] ?? '');
  if (!mailbox) throw notFound('mailbox');
  return mailbox;
}

async function answer({ api }: Call, { address, repositoryId }: Mailbox) {
  const repository = await api.store.repositories.get(repositoryId);
  const isOff = await api.store.preferences.wantsNoMail(address, repositoryId);
  return single({
    ...head('mailbox', undefined, 'standard'),
    address,
    repository: repository?.slug ?? null,
    subscribed: !isOff,
  });
}
