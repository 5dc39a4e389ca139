import { randomBytes } from 'node:crypto';
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
import { applyAccountEvent } from './account-event.js';
import type { Context } from './context.js';
import { findRepository, OtherProvider, otherProvider, repositoryId } from './find-repository.js';
import { foreignRefused, readForeign, repositoryOfForeign } from './foreign-delivery.js';
import type { LargeBodies } from './large-bodies.js';
import type { Patience } from './patience.js';
import { keptHeaders, type RejectionLog } from './rejections.js';
import { restartChecked } from './rerequest.js';
import { storeDelivery, type DeliveryDraft } from './store-delivery.js';
import { toldOfParts } from './told-of-parts.js';

interface Incoming {
  readonly provider: VcsProvider;
  readonly raw: RawDelivery;
  readonly event: string;
  readonly guid: string;
}

/** What is kept between deliveries. */
export interface Door {
  readonly rejections: RejectionLog;
  readonly large: LargeBodies;
  readonly patience: Patience;
}

/**
 * One delivery to its end: identified, verified, read, stored with its request, answered. Where the URL
 * names the repository, nothing is read before the signature is known good. Nothing else of the platform
 * need be up. Refusals are errors with a code, and logged.
 */
export async function receive(
  ctx: Context,
  { rejections, large, patience }: Door,
  exchange: HttpExchange,
): Promise<HttpResponse> {
  patience.check(exchange.ip);
  const incoming = await identify(ctx, rejections, exchange);
  let repository: Repository | undefined;
  try {
    const { provider, raw } = incoming;
    repository = await hinted(ctx, provider.id, raw.hint);
    if (repository) await verify(ctx, incoming, repository);
    else if (repositoryId(raw.hint) !== undefined) throw unknownHint(incoming);
    const readable = await large.readable(raw, exchange.ip);
    const parsed = await provider.parse(readable);
    if (parsed.repository.slug === '' && raw.hint === null)
      return await speaksOfNone(ctx, incoming, parsed);
    const found = await findRepository(ctx.deps.store, provider.id, raw.hint, parsed.repository);
    if (!repository) await verify(ctx, incoming, found);
    repository = found;
    const parts = (await provider.split?.(readable)) ?? [];
    if (parts.length > 1) return await takeParts(ctx, incoming, repository, parts);
    return await take(ctx, incoming, repository, parsed);
  } catch (error) {
    if (isTurnpikeError(error) && error.status < 500) {
      patience.refused(exchange.ip, incoming.raw.body.byteLength);
      await rejections.add({
        provider: incoming.provider.id,
        event: incoming.event,
        guid: incoming.guid,
        repositoryId:
          repository?.id ?? (error instanceof OtherProvider ? error.repositoryId : null),
        raw: incoming.raw,
        reason: `${error.code}: ${error.message}`,
      });
    }
    throw await shown(incoming, error);
  }
}

/** The repository that the URL names; undefined: it names none that is known here. */
async function hinted(
  ctx: Context,
  provider: string,
  hint: string | null,
): Promise<Repository | undefined> {
  const id = repositoryId(hint);
  const found = id === undefined ? undefined : await ctx.deps.store.repositories.get(id);
  if (found && found.vcsProvider !== provider) throw otherProvider(found, provider, false);
  return found;
}

function unknownHint({ raw }: Incoming): NotFoundError {
  return new NotFoundError(`The repository ${String(raw.hint).slice(0, 100)} is not known here.`, {
    wayOut: 'Add it first: turnpike repo add.',
  });
}

/**
 * What a sender gets to know. Whether a repository is known here is told only to those who can sign for
 * this host: all others get one answer, the log of deliveries says more.
 */
async function shown({ provider, raw }: Incoming, error: unknown): Promise<unknown> {
  if (!isTurnpikeError(error)) return error;
  if (error instanceof OtherProvider && error.isTold) return error;
  const isUnknown =
    error.code === 'TURNPIKE_NOT_FOUND' && (await provider.verify(raw, [UNGUESSED])) !== undefined;
  if (!isUnknown && error.code !== 'TURNPIKE_DELIVERY_SIGNATURE') return error;
  return new NotAllowedError(
    'TURNPIKE_DELIVERY_SIGNATURE',
    'The signature of the delivery is not valid for a repository that is known here.',
    {
      wayOut:
        'Add the repository first: turnpike repo add. Its administrators see the secret in its settings, or by: turnpike repo hook show OWNER/NAME; the log of deliveries says what is wrong.',
    },
  );
}

/** Signs for nobody: takes the time that a known repository's secret would. */
const UNGUESSED = randomBytes(24).toString('base64url');

async function identify(
  ctx: Context,
  rejections: RejectionLog,
  exchange: HttpExchange,
): Promise<Incoming> {
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
    const found = await provider.identify(raw);
    if (found) return { provider, raw, ...found };
  }
  await refuseForeign(ctx, rejections, raw);
  throw new InputError(
    'TURNPIKE_DELIVERY_MALFORMED',
    'The headers of no known code host are there.',
    { wayOut: 'Set the hook up at the code host; other callers use the API.' },
  );
}

/** Of a host that is known, but not here, or not at this address: said by its name. */
async function refuseForeign(
  { deps }: Context,
  rejections: RejectionLog,
  raw: RawDelivery,
): Promise<void> {
  const foreign = readForeign(raw);
  if (!foreign) return;
  const repository = await repositoryOfForeign(deps.store, raw.hint, foreign.slug);
  const known = deps.providers.map(({ id }) => id);
  const refusal = foreignRefused(foreign, repository, known);
  if (repository)
    await rejections.add({
      provider: foreign.host,
      event: foreign.event,
      guid: foreign.guid,
      repositoryId: repository.id,
      raw,
      reason: `${refusal.code}: ${refusal.message}`,
    });
  throw refusal;
}

/** About people, an installation or organization. */
async function speaksOfNone(
  ctx: Context,
  { provider, raw }: Incoming,
  event: RepoEvent,
): Promise<HttpResponse> {
  const refused = await provider.verify(raw, []);
  if (refused) throw new NotAllowedError('TURNPIKE_DELIVERY_SIGNATURE', refused.message);
  const account = await provider.parseAccount?.(raw);
  if (account) return applyAccountEvent(ctx.deps.store, provider.id, account);
  const reason = event.kind === 'ignored' ? event.reason : 'It names no repository.';
  return { status: 202, body: { outcome: 'ignored', reason } };
}

async function verify(ctx: Context, incoming: Incoming, repository: Repository): Promise<void> {
  const sealed = await ctx.deps.store.repositories.sealed(repository.id);
  const opened = sealed?.webhookSecret ? ctx.deps.secrets.open(sealed.webhookSecret) : undefined;
  const secrets = opened === undefined ? [] : readWebhookSecrets(opened);
  const refused = await incoming.provider.verify(incoming.raw, secrets);
  if (refused) throw new NotAllowedError('TURNPIKE_DELIVERY_SIGNATURE', refused.message);
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

/**
 * One after the other, each by its own id: what is cut off half way is sent again by the host, and only what is not
 * there yet is taken then.
 */
async function takeParts(
  ctx: Context,
  incoming: Incoming,
  repository: Repository,
  parts: readonly RawDelivery[],
): Promise<HttpResponse> {
  const answers: HttpResponse[] = [];
  for (const raw of parts) {
    const named = (await incoming.provider.identify(raw)) ?? incoming;
    const part: Incoming = { ...incoming, raw, event: named.event, guid: named.guid };
    answers.push(await take(ctx, part, repository, await incoming.provider.parse(raw)));
  }
  return toldOfParts(answers);
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
