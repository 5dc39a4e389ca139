/** The SSH key of a repository, by the repository's id (travis-api facts 10). */
import type { HttpResponse, Route } from '@turnpike/sdk';
import type { Api } from '../api.js';
import type { Call } from '../endpoint.js';
import { fieldsOf } from '../envelope/fields.js';
import { single } from '../render/collection.js';
import { wireOf, type AskV3 } from './delegate.js';
import { endpointV2 } from './endpoint-v2.js';

const KEY = '/v3/repo/:repo/key_pair';
const PATH = '/v2/settings/ssh_key/:id';

export function sshKeyRoutes(api: Api, ask: AskV3): Route[] {
  const show = async (call: Call): Promise<HttpResponse> =>
    shown(await ask(call.exchange, `GET ${KEY}`, { params: paramsOf(call) }));
  return [
    endpointV2(api, `GET ${PATH}`, show),
    endpointV2(
      api,
      `PATCH ${PATH}`,
      async (call) => {
        const body = fieldsOf(await call.exchange.json(), 'ssh_key');
        const isThere = await isGiven(call, ask);
        const method = isThere ? 'PATCH' : 'POST';
        return shown(
          await ask(call.exchange, `${method} ${KEY}`, { params: paramsOf(call), body }),
        );
      },
      { audit: 'ssh_key.update' },
    ),
    endpointV2(
      api,
      `DELETE ${PATH}`,
      async (call) => {
        const gone = await show(call);
        await ask(call.exchange, `DELETE ${KEY}`, { params: paramsOf(call) });
        return gone;
      },
      { audit: 'ssh_key.remove' },
    ),
  ];
}

const paramsOf = ({ params }: Call): Readonly<Record<string, string>> => ({
  repo: params['id'] ?? '',
});

/** Version 2 has one address for a first key and for the next. */
async function isGiven(call: Call, ask: AskV3): Promise<boolean> {
  try {
    await ask(call.exchange, `GET ${KEY}`, { params: paramsOf(call) });
    return true;
  } catch (error) {
    if ((error as { readonly code?: string }).code === 'TURNPIKE_NOT_FOUND') return false;
    throw error;
  }
}

function shown(answer: HttpResponse): HttpResponse {
  const { '@href': href, description, fingerprint } = wireOf(answer);
  const [id] = /\d+(?=\/key_pair$)/.exec(String(href)) ?? [];
  return single({ ssh_key: { id: Number(id), description, fingerprint } });
}
