/** A browser sends our cookie along with what other pages ask: writes must come from our own. */
import { NotAllowedError } from '../contracts/errors.js';
import type { Principal } from '../contracts/http.js';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

export interface OriginCheck {
  readonly method: string;
  readonly principal: Principal;
  readonly headers: Readonly<Record<string, string>>;
  /** Origins that are ours: of the public URL. The request's own host is always. */
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
  throw new NotAllowedError('TURNPIKE_ORIGIN_DENIED', undefined, {
    origin: origin ?? null,
    wayOut: 'Set publicUrl to the address that people use, or send an API token.',
  });
}

/** The Host header is safe to compare: the cookie came only because the browser asked this host. */
function isOwn(origin: string, check: OriginCheck): boolean {
  if (check.origins.includes(origin)) return true;
  if (!URL.canParse(origin)) return false;
  return new URL(origin).host === check.headers['host'];
}

function originOfReferer(referer: string | undefined): string | undefined {
  return referer !== undefined && URL.canParse(referer) ? new URL(referer).origin : undefined;
}
