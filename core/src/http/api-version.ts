/**
 * Travis's clients say which version of the API they speak in a header, not in the path (travis-api facts 1): such a
 * request means the route below `/v3` or `/v2`, whichever plugin serves it.
 */
export type ApiVersion = 2 | 3;

interface Asked {
  readonly 'travis-api-version'?: string | string[] | undefined;
  readonly accept?: string | undefined;
}

/** Everything below it is API, also without a header: the address that Travis Enterprise has. */
const API_PATH = '/api';
const IN_ACCEPT = /application\/vnd\.travis-ci\.([23])(?:\+|\s*(?:[,;]|$))|;\s*version=([23])\b/i;
const VERSIONED = /^\/v[23](?:\/|$)/;

/** undefined: it says none. */
export function askedVersion(headers: Asked): ApiVersion | undefined {
  const said = String(headers['travis-api-version'] ?? '').trim();
  if (said === '2' || said === '3') return said === '3' ? 3 : 2;
  const [, named, given] = IN_ACCEPT.exec(headers.accept ?? '') ?? [];
  const version = named ?? given;
  return version === undefined ? undefined : version === '3' ? 3 : 2;
}

/** What a request may mean beside the path that it has. */
export interface ApiPaths {
  /** Of routes of the API, the likeliest first. */
  readonly versioned: readonly string[];
  /** Of a badge or a feed, which have no version; where it is set, no page is meant. */
  readonly bare?: string;
}

export function apiPaths(path: string, headers: Asked): ApiPaths {
  const version = askedVersion(headers);
  // Somebody may be called `api`: a browser that goes there wants the page.
  const isPage = version === undefined && /text\/html/.test(headers.accept ?? '');
  const bare = isPage ? undefined : belowApi(path);
  if (bare !== undefined) return { bare, versioned: withVersion(bare, version ?? 2) };
  return { versioned: version === undefined ? [] : withVersion(path, version) };
}

function belowApi(path: string): string | undefined {
  if (path === API_PATH) return '/';
  return path.startsWith(`${API_PATH}/`) ? path.slice(API_PATH.length) : undefined;
}

/** What version 3 does not have may be one of version 2: Travis's own pages rely on it. */
function withVersion(path: string, version: ApiVersion): readonly string[] {
  const bare = path.replace(/\/+$/, '');
  if (bare.startsWith('/v3')) return withoutProvider(bare);
  if (VERSIONED.test(bare)) return [bare];
  return version === 3 ? [...withoutProvider(`/v3${bare}`), `/v2${bare}`] : [`/v2${bare}`];
}

/** `/v3/repo/github/ada%2Fengine` and `/v3/owner/github/ada` name the kind of host, too. */
const WITH_PROVIDER = /^\/v3\/(?:repo\/[a-z]+\/(?=[^/]*%2f)|owner\/[a-z]+\/(?=[^/]+))/i;

function withoutProvider(path: string): readonly string[] {
  const plain = path.replace(WITH_PROVIDER, (start) => start.replace(/[a-z]+\/$/i, ''));
  return plain === path ? [path] : [path, plain];
}

/** Is this route of a version? A page that answers any path is none. */
export function isVersioned(routePath: string): boolean {
  return VERSIONED.test(routePath);
}
