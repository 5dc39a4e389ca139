/** Pages of other origins, where the configuration names them. Never with cookies: they send tokens. */
const ALLOWED_HEADERS =
  'Authorization, Content-Type, Accept, Travis-API-Version, X-Client-Release, X-Request-Id';

export function corsHeaders(
  allowed: readonly string[],
  origin: string | undefined,
): Record<string, string> {
  if (origin === undefined || allowed.length === 0) return {};
  if (!allowed.includes(origin) && !allowed.includes('*')) return { vary: 'Origin' };
  return {
    vary: 'Origin',
    'access-control-allow-origin': origin,
    'access-control-expose-headers': 'X-Request-Id, Retry-After',
    'cross-origin-resource-policy': 'cross-origin',
  };
}

export function preflightHeaders(): Record<string, string> {
  return {
    'access-control-allow-methods': 'GET, HEAD, POST, PUT, PATCH, DELETE',
    'access-control-allow-headers': ALLOWED_HEADERS,
    'access-control-max-age': '600',
  };
}
