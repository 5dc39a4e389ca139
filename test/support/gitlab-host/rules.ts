/** What each call of GitLab's API takes: a stand-in that is asked otherwise fails its test. */
type Kind = 'string' | 'boolean' | 'integer' | readonly string[];
export interface Rule {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: RegExp;
  readonly name: string;
  readonly query?: Readonly<Record<string, Kind>>;
  readonly body?: Readonly<Record<string, Kind>>;
  readonly required?: readonly string[];
}

const PAGES = { page: 'integer', per_page: 'integer' } as const;
const P = '/projects/([^/]+)';
const HOOK: Readonly<Record<string, Kind>> = {
  ...{ url: 'string', token: 'string', signing_token: 'string', name: 'string' },
  ...{ push_events: 'boolean', tag_push_events: 'boolean', merge_requests_events: 'boolean' },
  ...{ note_events: 'boolean', enable_ssl_verification: 'boolean', description: 'string' },
  push_events_branch_filter: 'string',
};
const STATES = ['pending', 'running', 'success', 'failed', 'canceled', 'skipped'];
const at = (rest: string): RegExp => new RegExp(`^${rest}$`);
const rule = (
  method: Rule['method'],
  path: string,
  name: string,
  more: Pick<Rule, 'query' | 'body' | 'required'> = {},
): Rule => ({ method, path: at(path), name, ...more });

export const RULES: readonly Rule[] = [
  rule('GET', '/user', 'me'),
  rule('GET', '/groups', 'groups', {
    query: {
      ...PAGES,
      min_access_level: 'integer',
      all_available: 'boolean',
      top_level_only: 'boolean',
    },
  }),
  rule('GET', '/projects', 'projects', {
    query: {
      ...PAGES,
      ...{ membership: 'boolean', min_access_level: 'integer', archived: 'boolean' },
      ...{
        pagination: ['keyset', 'legacy'],
        order_by: ['id', 'name', 'path'],
        sort: ['asc', 'desc'],
      },
      ...{ id_after: 'integer', id_before: 'integer', simple: 'boolean' },
    },
  }),
  rule('GET', P, 'project'),
  rule('GET', `${P}/members/all/(\\d+)`, 'member'),
  rule('GET', `${P}/repository/files/([^/]+)/raw`, 'file', { query: { ref: 'string' } }),
  rule('GET', `${P}/repository/commits/([^/]+)`, 'commit', { query: { stats: 'boolean' } }),
  rule('GET', `${P}/repository/commits/([^/]+)/statuses`, 'statuses', {
    query: { ...PAGES, ref: 'string', name: 'string', all: 'boolean', pipeline_id: 'integer' },
  }),
  rule('GET', `${P}/repository/(branches|tags)`, 'refs', { query: { ...PAGES, search: 'string' } }),
  rule('GET', `${P}/repository/(branches|tags)/([^/]+)`, 'ref'),
  rule('GET', `${P}/repository/merge_base`, 'mergeBase', { query: { 'refs[]': 'string' } }),
  rule('GET', `${P}/merge_requests`, 'requests', {
    query: {
      ...PAGES,
      state: ['opened', 'closed', 'merged', 'all'],
      scope: ['all', 'created_by_me'],
    },
  }),
  rule('GET', `${P}/merge_requests/(\\d+)`, 'request'),
  rule('GET', `${P}/merge_requests/(\\d+)/merge_ref`, 'mergeRef'),
  rule('POST', `${P}/statuses/([^/]+)`, 'setStatus', {
    body: {
      ...{ state: STATES, name: 'string', context: 'string', ref: 'string', target_url: 'string' },
      ...{ description: 'string', pipeline_id: 'integer' },
    },
    required: ['state'],
  }),
  rule('GET', `${P}/deploy_keys`, 'keys', { query: PAGES }),
  rule('POST', `${P}/deploy_keys`, 'makeKey', {
    body: { title: 'string', key: 'string', can_push: 'boolean' },
    required: ['title', 'key'],
  }),
  rule('PUT', `${P}/deploy_keys/(\\d+)`, 'changeKey', {
    body: { title: 'string', can_push: 'boolean' },
  }),
  rule('DELETE', `${P}/deploy_keys/(\\d+)`, 'removeKey'),
  rule('GET', `${P}/hooks`, 'hooks', { query: PAGES }),
  rule('POST', `${P}/hooks`, 'makeHook', { body: HOOK, required: ['url'] }),
  rule('PUT', `${P}/hooks/(\\d+)`, 'changeHook', { body: HOOK, required: ['url'] }),
  rule('DELETE', `${P}/hooks/(\\d+)`, 'removeHook'),
  rule('GET', `${P}/hooks/(\\d+)/events`, 'hookEvents', { query: { ...PAGES, status: 'string' } }),
  rule('POST', `${P}/hooks/(\\d+)/test/(push_events)`, 'testHook', { body: {} }),
];

/** What is wrong with a call, in words. */
export function against(
  { query = {}, body = {}, required = [] }: Rule,
  asked: { readonly query: URLSearchParams; readonly body: Readonly<Record<string, unknown>> },
): readonly string[] {
  return [
    ...[...asked.query].flatMap(([name, value]) => problem('query', query[name], name, value)),
    ...Object.entries(asked.body).flatMap(([name, value]) =>
      problem('body', body[name], name, value),
    ),
    ...required.filter((name) => !(name in asked.body)).map((name) => `${name} is missing`),
  ];
}

function problem(place: string, kind: Kind | undefined, name: string, value: unknown): string[] {
  if (kind === undefined) return [`unknown in ${place}: ${name}`];
  const text = String(value);
  const isText = place === 'query' || typeof value === 'string';
  if (kind === 'string') return isText ? [] : [`${name} is invalid`];
  if (kind === 'boolean')
    return (isText ? /^(true|false)$/.test(text) : typeof value === 'boolean')
      ? []
      : [`${name} is invalid`];
  if (kind === 'integer') return /^\d+$/.test(text) ? [] : [`${name} is invalid`];
  return kind.includes(text) ? [] : [`${name} does not have a valid value`];
}
