/** A browser sends our cookie along with what other pages ask: writes must come from our own. */
import { NotAllowedError } from '../contracts/errors.js';
import type { Principal } from '../contracts/http.js';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

export interface OriginCheck {
  readonly method: string;
  readonly principal: Principal;
  readonly headers: Readonly<Record<string, string>>;
  /** The origin of the configured public URL; empty: none is configured, and the request's own host is ours. */
  readonly origins: readonly string[];
  /** WebSocket handshakes are GETs that write. */
  readonly upgrade?: boolean;
}

/** Throws TURNPIKE_ORIGIN_DENIED. Tokens are no cookies: they are not checked. */
export function checkOrigin(check: OriginCheck): void {
  if (SAFE_METHODS.has(check.method) && !check.upgrade) return;
  if (check.principal.kind !== 'user' || check.principal.via !== 'session') return;
  const origin = check.headers['origin'] ?? originOfReferer(check.headers['referer']);
  if (origin !== undefined && isOwn(origin, check)) return;
  throw denied(origin, check);
}

/** There is no cookie yet: another page must not log one in as somebody else. Throws TURNPIKE_ORIGIN_DENIED. */
export function checkOwnPage(check: Pick<OriginCheck, 'headers' | 'origins'>): void {
  const { origin } = check.headers;
  if (origin !== undefined && !isOwn(origin, check)) throw denied(origin, check);
}

function denied(
  origin: string | undefined,
  { origins }: Pick<OriginCheck, 'origins'>,
): NotAllowedError {
  const [own] = origins;
  return new NotAllowedError('TURNPIKE_ORIGIN_DENIED', undefined, {
    origin: origin ?? null,
    wayOut:
      own === undefined
        ? 'Set publicUrl to the address that people use, or send an API token.'
        : `Use ${own}, or set publicUrl to the address that people use.`,
  });
}

/**
 * Where no public URL is configured, the Host header is safe to compare: the cookie came only because the browser
 * asked this host. Where one is, only that counts, scheme and port too.
 */
function isOwn(origin: string, check: Pick<OriginCheck, 'headers' | 'origins'>): boolean {
  if (check.origins.length > 0) return check.origins.includes(origin);
  if (!URL.canParse(origin)) return false;
  return new URL(origin).host === check.headers['host'];
}

function originOfReferer(referer: string | undefined): string | undefined {
  return referer !== undefined && URL.canParse(referer) ? new URL(referer).origin : undefined;
}
