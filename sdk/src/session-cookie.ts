/** The cookie of a session, for the plugins that log people in and out. */
import { SESSION_COOKIE } from '@turnpike/core/contracts';

/** Lax: links from a code host keep one logged in; writes of other pages are refused by their origin. */
export function sessionCookie(
  token: string,
  options: { readonly publicUrl: string; readonly maxAgeSeconds: number },
): string {
  const url = new URL(options.publicUrl);
  const path = `${url.pathname.replace(/\/+$/, '')}/`;
  const parts = [
    `${SESSION_COOKIE}=${token}`,
    `Path=${path}`,
    `Max-Age=${options.maxAgeSeconds}`,
    'HttpOnly',
    'SameSite=Lax',
    ...(url.protocol === 'https:' ? ['Secure'] : []),
  ];
  return parts.join('; ');
}

/** Makes the browser forget it. */
export function endedSessionCookie(publicUrl: string): string {
  return sessionCookie('', { publicUrl, maxAgeSeconds: 0 });
}

/** The session's token in a Cookie header. */
export function sessionToken(cookies: string | undefined): string | undefined {
  for (const pair of (cookies ?? '').split(';')) {
    const [name = '', ...value] = pair.trim().split('=');
    if (name === SESSION_COOKIE) return value.join('=') || undefined;
  }
  return undefined;
}
