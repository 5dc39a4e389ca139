/** The webhook of a repository for its administrators: where a host sends deliveries, and what they are signed with. */
import { randomBytes } from 'node:crypto';
import { z, type Repository, type Route } from '@turnpike/sdk';
import { openHostAccess, readWebhookSecrets, writeWebhookSecrets } from '@turnpike/sdk/store';
import type { Api } from '../api.js';
import { endpoint } from '../endpoint.js';
import { flagField, readFields } from '../envelope/fields.js';
import { single } from '../render/collection.js';
import type { Wire } from '../render/render.js';
import { installHook } from './add-repository.js';
import { findRepository } from './find.js';
import { hookUrl, takeHookAway } from './take-hook-away.js';

const PATH = '/v3/repo/:repo/hook';
const input = z.object({ renew: flagField.default(true), install: flagField.default(true) });

export function hookRoutes(api: Api): Route[] {
  return [
    endpoint(api, `GET ${PATH}`, async (call) =>
      single(await render(api, await findRepository(call, 'admin'))),
    ),
    endpoint(
      api,
      `POST ${PATH}`,
      async (call) => {
        const repository = await findRepository(call, 'admin');
        const { renew, install } = readFields(input, await call.exchange.json(), 'webhook');
        if (renew) await renewSecret(api, repository.id);
        const hook = install ? { hook: await installHook(api, repository) } : {};
        await call.exchange.audit({
          target: `repo/${repository.slug}`,
          repositoryId: repository.id,
          after: { renewed: renew, installed: hook.hook?.installed ?? false },
        });
        return single({ ...(await render(api, repository)), ...hook });
      },
      { audit: 'repository.hook' },
    ),
    endpoint(
      api,
      `DELETE ${PATH}`,
      async (call) => {
        const repository = await findRepository(call, 'admin');
        const hook = await takeHookAway(api, await openHostAccess(api, repository));
        const after = { state: hook.state };
        await call.exchange.audit({
          target: `repo/${repository.slug}`,
          repositoryId: repository.id,
          after,
        });
        return single({ ...hook });
      },
      { audit: 'repository.hook_removed' },
    ),
  ];
}

/** The old secret is void at once: who knew it must not be believed any longer. */
async function renewSecret(api: Api, id: number): Promise<void> {
  const secret = writeWebhookSecrets([randomBytes(24).toString('base64url')]);
  await api.store.repositories.setSealed(id, { webhookSecret: api.secrets.seal(secret) });
}

async function render(api: Api, repository: Repository): Promise<Wire> {
  const { id } = repository;
  const sealed = await api.store.repositories.sealed(id);
  const secrets = sealed?.webhookSecret
    ? readWebhookSecrets(api.secrets.open(sealed.webhookSecret))
    : [];
  return {
    '@type': 'webhook',
    '@href': `/v3/repo/${id}/hook`,
    '@representation': 'standard',
    url: hookUrl(api, repository),
    secret: secrets[0] ?? null,
  };
}
