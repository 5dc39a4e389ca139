/** What is set up at the host of a repository when it is switched on: repeatable, and undone where a part of it fails. */
import { randomBytes } from 'node:crypto';
import {
  isTurnpikeError,
  type Activation,
  type RepoAccess,
  type Repository,
  type VcsProvider,
} from '@turnpike/sdk';
import { readWebhookSecrets, writeWebhookSecrets } from '@turnpike/sdk/store';
import type { Api } from '../api.js';
import type { Call } from '../endpoint.js';
import { hookUrl } from '../resources/take-hook-away.js';
import { ensureDeployKey } from './deploy-key.js';
import { accessAs, personAt, requireAdminThere, type PersonAt } from './person-at.js';

export interface SetUp {
  readonly activation: Activation | null;
  readonly hook: { readonly installed: boolean; readonly message: string };
}
/** What takes back a part that this attempt has made. */
export type Undo = () => Promise<unknown>;

/** Hosts whose hooks can be seen; others are as they were. */
export const canSetUp = (provider: VcsProvider | undefined): provider is VcsProvider =>
  provider?.installHook !== undefined && provider.hookHealth !== undefined;

/**
 * With the rights of who asks. Who is not known at the host does what its credential lets, and pushes are found by
 * looking where that is too little. Throws what the host refuses.
 */
export async function setUp(
  call: Call,
  provider: VcsProvider,
  repository: Repository,
): Promise<SetUp> {
  const person = await personAt(call, provider);
  const access = await accessAs(call, repository, person);
  if (person) await requireAdminThere(provider, access, person.identity);
  const byApp = await byInstallation(provider, access, person);
  if (byApp) return byApp;
  const undo: Undo[] = [];
  try {
    const message = await ensureHook(call.api, provider, access, undo);
    const sshUrl = await ensureDeployKey(call.api, provider, access, undo);
    const identityId = person?.identity.id ?? repository.activation?.identityId ?? null;
    return { activation: { identityId, sshUrl }, hook: { installed: true, message } };
  } catch (error) {
    await takeBack(call.api, undo);
    if (person || !isTurnpikeError(error)) throw error;
    const words = [error.message, 'Pushes are found by looking.', error.details.wayOut];
    return {
      activation: repository.activation ?? null,
      hook: { installed: false, message: words.filter(Boolean).join(' ') },
    };
  }
}

/** An app that reaches it tells of pushes and has tokens for jobs: nothing is set up. undefined: none does. */
async function byInstallation(
  provider: VcsProvider,
  access: RepoAccess,
  person: PersonAt | undefined,
): Promise<SetUp | undefined> {
  const found = await provider.installation?.(access);
  if (!found || found.suspended) return undefined;
  const { activation } = access.repository;
  const message = `The app ${found.app} of ${provider.describe} tells of what happens to it.`;
  return {
    activation: {
      identityId: person?.identity.id ?? activation?.identityId ?? null,
      sshUrl: activation?.sshUrl ?? null,
    },
    hook: { installed: true, message },
  };
}

/** One that does well stays as it is. */
async function ensureHook(
  api: Api,
  provider: VcsProvider,
  access: RepoAccess,
  undo: Undo[],
): Promise<string> {
  const url = hookUrl(api, access.repository);
  const known = await provider.hookHealth!(access, { url });
  if (known?.active && known.problem === null && access.repository.active)
    return `The webhook at ${provider.describe} sends to ${url}.`;
  const secret = await secretOf(api, access.repository.id);
  // Before it is asked for: what answers too late may have made it.
  if (!known) undo.push(async () => provider.removeHook?.(access, { url }));
  return provider.installHook!(access, { url, secret });
}

/** Sealed before the host is told. */
async function secretOf(api: Api, id: number): Promise<string> {
  const sealed = await api.store.repositories.sealed(id);
  const [known] = sealed?.webhookSecret
    ? readWebhookSecrets(api.secrets.open(sealed.webhookSecret))
    : [];
  if (known) return known;
  const secret = randomBytes(24).toString('base64url');
  const webhookSecret = api.secrets.seal(writeWebhookSecrets([secret]));
  await api.store.repositories.setSealed(id, { webhookSecret });
  return secret;
}

/** The last first. What cannot be taken back is told by the log: the reason is the first failure. */
async function takeBack(api: Api, undo: readonly Undo[]): Promise<void> {
  for (const step of undo.toReversed())
    await step().catch((err: unknown) => api.log.warn({ err }, 'a part of an activation stays'));
}
