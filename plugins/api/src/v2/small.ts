import type { HttpResponse, Route } from '@turnpike/sdk';
import type { Api } from '../api.js';
import type { Call } from '../endpoint.js';
import { fieldsOf } from '../envelope/fields.js';
import { single } from '../render/collection.js';
import type { Wire } from '../render/render.js';
import { LINT_OPTIONS } from '../resources/lint.js';
import { wireOf, type AskV3 } from './delegate.js';
import { endpointV2 } from './endpoint-v2.js';

export function smallRoutes(api: Api, ask: AskV3): Route[] {
  const lint = async (call: Call) => {
    const given = fieldsOf(await call.exchange.json(), 'lint');
    const content = given['content'] ?? given['yml'] ?? '';
    const found = wireOf(await ask(call.exchange, 'POST /v3/lint', { body: { content } }));
    return single({ lint: { warnings: warningsOf(found) } });
  };
  return [
    endpointV2(api, 'GET /v2', async () => single({ hello: 'world' })),
    endpointV2(api, 'GET /v2/config', async (call) => {
      const { config } = wireOf(await ask(call.exchange, 'GET /v3/config'));
      return single({ config: { ...(config as Wire), ...pusherOf(api) } });
    }),
    endpointV2(api, 'GET /v2/uptime', async (): Promise<HttpResponse> => {
      const headers = { 'content-type': 'text/plain; charset=utf-8' };
      return { status: 200, headers, body: 'OK' };
    }),
    endpointV2(api, 'GET /v2/broadcasts', async () => single({ broadcasts: [] })),
    endpointV2(api, 'POST /v2/lint', lint, LINT_OPTIONS),
    endpointV2(api, 'PUT /v2/lint', lint, LINT_OPTIONS),
  ];
}

/** What cannot be read at all is one, too. */
function warningsOf(found: Wire): readonly Wire[] {
  const fault = found['error'] as { readonly message?: string } | null;
  if (fault) return [{ key: [], message: fault.message }];
  const warnings = found['warnings'] as readonly { key: unknown; message: unknown }[];
  return warnings.map(({ key, message }) => ({ key, message }));
}

/** Where Travis's clients listen, if the plugin is installed; with `private` they ask for a ticket for each channel. */
function pusherOf({ installed, publicUrl, config }: Api): Wire {
  if (!installed.manifests.some(({ id }) => id === 'pusher')) return {};
  const { protocol, hostname, port, pathname } = new URL(publicUrl());
  const secure = protocol === 'https:';
  return {
    pusher: {
      key: 'turnpike',
      scheme: secure ? 'https' : 'http',
      host: hostname,
      port: Number(port) || (secure ? 443 : 80),
      path: pathname.replace(/\/+$/, ''),
      private: !config.public,
      secure,
    },
  };
}
