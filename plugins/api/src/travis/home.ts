/** The index of version 3: what there is, by the last thing that an address names (travis-api facts 1). */
import type { PlainOperation, Route } from '@turnpike/sdk';
import type { Api } from '../api.js';
import { endpoint } from '../endpoint.js';
import { describedOperations } from '../openapi/described.js';
import { single } from '../render/collection.js';
import type { Wire } from '../render/render.js';

export function homeRoute(api: Api): Route {
  return endpoint(api, 'GET /v3', async () =>
    single({
      '@type': 'home',
      '@href': '/v3/',
      config: { host: new URL(api.publicUrl()).host, github: { api_url: null, scopes: [] } },
      errors: ERRORS,
      resources: resourcesOf(api),
    }),
  );
}

const error = (status: number, message: string) => ({
  '@type': 'error_type',
  status,
  default_message: message,
});
const ERRORS = {
  login_required: error(403, 'login required'),
  insufficient_access: error(403, 'operation requires another right'),
  not_found: error(404, 'resource not found (or insufficient access)'),
  wrong_params: error(400, 'wrong parameters'),
  request_limit_reached: error(429, 'request limit reached for resource'),
} as const;

const PLURALS: Readonly<Record<string, string>> = {
  repo: 'repository',
  repos: 'repositories',
  org: 'organization',
  orgs: 'organizations',
};
/** What is done with a thing is no thing: `/v3/build/:id/cancel`. */
const VERBS = new Set([
  'cancel',
  'restart',
  'activate',
  'deactivate',
  'run',
  'star',
  'unstar',
  'again',
  'preview',
  'redeliver',
  'suspend',
  'reactivate',
  'promote',
  'demote',
]);

function resourcesOf({ installed }: Api): Wire {
  const resources = new Map<string, Record<string, Wire[]>>();
  for (const { method, path, operation } of describedOperations(installed)) {
    if (!path.startsWith('/v3/')) continue;
    const { type, action } = placeOf(method, path);
    const actions = resources.get(type) ?? {};
    (actions[action] ??= []).push(template(method, path, operation));
    resources.set(type, actions);
  }
  const drawn = [...resources].map(([type, actions]) => [type, { '@type': 'resource', actions }]);
  return Object.fromEntries(drawn) as Wire;
}

const ACTIONS: Readonly<Record<string, string>> = {
  GET: 'find',
  POST: 'create',
  PATCH: 'update',
  PUT: 'update',
  DELETE: 'delete',
};

function placeOf(method: string, path: string): { type: string; action: string } {
  const words = path
    .split('/')
    .filter((part) => part !== '' && part !== 'v3' && !part.startsWith(':'));
  const last = words.at(-1) ?? '';
  const isVerb = VERBS.has(last) && words.length > 1;
  const word = (isVerb ? words.at(-2) : last) ?? last;
  return { type: PLURALS[word] ?? word, action: isVerb ? last : (ACTIONS[method] ?? method) };
}

function template(method: string, path: string, operation: PlainOperation | undefined): Wire {
  const names = Object.keys(operation?.query ?? {});
  const query = names.length === 0 ? '' : `{?${names.join(',')}}`;
  const uri = path.replace(/:(\w+)(?:\(\.\*\))?/g, '{$1}');
  return { '@type': 'template', request_method: method, uri_template: `${uri}${query}` };
}
