import {
  InputError,
  isTurnpikeError,
  NotAllowedError,
  NotFoundError,
  type Delivery,
  type HttpExchange,
  type HttpResponse,
  type RawDelivery,
  type RepoEvent,
  type Repository,
  type VcsProvider,
} from '@turnpike/sdk';
import { readWebhookSecrets } from '@turnpike/sdk/store';
import type { Context } from './context.js';
import { findRepository } from './find-repository.js';
import { keptHeaders, type RejectionLog } from './rejections.js';
import { restartChecked } from './rerequest.js';
import { storeDelivery, type DeliveryDraft } from './store-delivery.js';

interface Incoming {
  readonly provider: VcsProvider;
  readonly raw: RawDelivery;
  readonly event: string;
  readonly guid: string;
}

/**
 * One delivery to its end: identified, read, its repository found, verified, stored with its request,
 * answered. Nothing else of the platform need be up. Refusals are errors with a code, and logged.
 */
export async function receive(
  ctx: Context,
  rejections: RejectionLog,
  exchange: HttpExchange,
): Promise<HttpResponse> {
  const incoming = await identify(ctx, exchange);
  let repository: Repository | undefined;
  try {
    const parsed = incoming.provider.parse(incoming.raw);
    const { id } = incoming.provider;
    const { hint } = incoming.raw;
    if (parsed.repository.slug === '' && hint === null) return speaksOfNone(incoming, parsed);
    repository = await findRepository(ctx.deps.store, id, hint, parsed.repository);
    await verify(ctx, incoming, repository);
    return await take(ctx, incoming, repository, parsed);
  } catch (error) {
    if (isTurnpikeError(error) && error.status < 500)
      await rejections.add({
        provider: incoming.provider.id,
        event: incoming.event,
        guid: incoming.guid,
        repositoryId: repository?.id ?? null,
        raw: incoming.raw,
        reason: `${error.code}: ${error.message}`,
      });
    throw error;
  }
}

async function identify(ctx: Context, exchange: HttpExchange): Promise<Incoming> {
  const { provider: id, hint } = exchange.params;
  const candidates = ctx.deps.providers.filter((one) => id === undefined || one.id === id);
  if (candidates.length === 0)
    throw new NotFoundError(`No plugin here takes deliveries of ${id}.`, {
      wayOut: `Known are: ${ctx.deps.providers.map((one) => one.id).join(', ')}.`,
    });
  const raw: RawDelivery = {
    headers: exchange.headers,
    body: await exchange.bytes(),
    hint: hint ?? null,
  };
  for (const provider of candidates) {
    const found = provider.identify(raw);
    if (found) return { provider, raw, ...found };
  }
  throw new InputError(
    'TURNPIKE_DELIVERY_MALFORMED',
    'The headers of no known code host are there.',
    { wayOut: 'Set the hook up at the code host; other callers use the API.' },
  );
}

/** About an installation or organization: there is nothing here that it could change. */
function speaksOfNone(incoming: Incoming, event: RepoEvent): HttpResponse {
  const refused = incoming.provider.verify(incoming.raw, []);
  if (refused) throw new NotAllowedError('TURNPIKE_DELIVERY_SIGNATURE', refused.message);
  const reason = event.kind === 'ignored' ? event.reason : 'It names no repository.';
  return { status: 202, body: { outcome: 'ignored', reason } };
}

async function verify(ctx: Context, incoming: Incoming, repository: Repository): Promise<void> {
  const sealed = await ctx.deps.store.repositories.sealed(repository.id);
  const opened = sealed?.webhookSecret ? ctx.deps.secrets.open(sealed.webhookSecret) : undefined;
  const secrets = opened === undefined ? [] : readWebhookSecrets(opened);
  const refused = incoming.provider.verify(incoming.raw, secrets);
  if (refused)
    throw new NotAllowedError('TURNPIKE_DELIVERY_SIGNATURE', refused.message, {
      wayOut: 'The secret of the hook is shown when the repository is added or its hook renewed.',
    });
}

async function take(
  ctx: Context,
  incoming: Incoming,
  repository: Repository,
  event: RepoEvent,
): Promise<HttpResponse> {
  const { provider, raw, guid } = incoming;
  const known = await ctx.deps.store.deliveries.byGuid(provider.id, guid);
  if (known) return duplicate(known);
  const draft = await decide(ctx, repository, event, {
    provider: provider.id,
    guid,
    event: incoming.event,
    repositoryId: repository.id,
    headers: keptHeaders(raw.headers),
    body: Buffer.from(raw.body).toString('utf8').replaceAll('\0', ''),
    outcome: event.kind === 'ignored' ? 'ignored' : 'accepted',
    reason: event.kind === 'ignored' ? event.reason : null,
  });
  const stored = await ctx.deps.store.transaction((tx) =>
    storeDelivery(tx, repository, draft, event),
  );
  if (!stored) return duplicate(await ctx.deps.store.deliveries.byGuid(provider.id, guid));
  const { deliveryId, requestId, outcome, reason } = stored;
  return {
    status: 202,
    body: { delivery_id: deliveryId, outcome, request_id: requestId, reason },
  };
}

/** Plugins may refuse; a re-run asked for at the host is handed on before it is stored. */
async function decide(
  ctx: Context,
  repository: Repository,
  event: RepoEvent,
  draft: DeliveryDraft,
): Promise<DeliveryDraft> {
  const shown: Delivery = { ...draft, id: 0, requestId: null, receivedAt: ctx.clock.now() };
  const refused = await ctx.hooks.delivery.accept.promise(shown, event);
  if (refused)
    return { ...draft, outcome: 'rejected', reason: `${refused.rule}: ${refused.message}` };
  if (event.kind !== 'rerequested') return draft;
  const { done, reason } = await restartChecked(ctx, repository, event);
  return { ...draft, outcome: done ? 'accepted' : 'ignored', reason };
}

function duplicate(known: Delivery | undefined): HttpResponse {
  return {
    status: 200,
    body: {
      delivery_id: known?.id ?? null,
      outcome: 'duplicate',
      request_id: known?.requestId ?? null,
      reason: 'This delivery was taken before.',
    },
  };
}
