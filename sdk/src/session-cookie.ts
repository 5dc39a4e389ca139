/** The cookie of a session, for the plugins that log people in and out. */
import { HOST_SESSION_COOKIE, SESSION_COOKIE } from '@turnpike/core/contracts';

export interface CookieOptions {
  readonly publicUrl: string;
  readonly maxAgeSeconds: number;
  /** The request came by https (`HttpExchange.secure`), whatever the public URL says. */
  readonly secure?: boolean;
}

/**
 * Lax: links from a code host keep one logged in; writes of other pages are refused by their origin. Where all of a
 * host is ours and https, its name begins with `__Host-`: no other page of the domain can set it.
 * @experimental
 */
export function sessionCookie(token: string, options: CookieOptions): string {
  return cookie(isHost(options) ? HOST_SESSION_COOKIE : SESSION_COOKIE, token, options);
}

/** Makes the browser forget it, under whichever name it has it. @experimental */
export function endedSessionCookies(
  options: Omit<CookieOptions, 'maxAgeSeconds'>,
): readonly string[] {
  const ended = { ...options, maxAgeSeconds: 0 };
  return [...new Set([sessionCookie('', ended), cookie(SESSION_COOKIE, '', ended)])];
}

const SIGN_IN = 'turnpike_sign_in';

/**
 * Tells the browser in which a sign-in at a host began. Tabs share it: each try has a state of its own.
 * @experimental
 */
export function signInCookie(browser: string, options: CookieOptions): string {
  return cookie(isHost(options) ? `__Host-${SIGN_IN}` : SIGN_IN, browser, options);
}

/** What `signInCookie` said. @experimental */
export function signInBrowser(cookies: string | undefined): string | undefined {
  return valueOf(cookies, `__Host-${SIGN_IN}`) ?? valueOf(cookies, SIGN_IN);
}

/** The session's token in a Cookie header. @experimental */
export function sessionToken(cookies: string | undefined): string | undefined {
  return valueOf(cookies, HOST_SESSION_COOKIE) ?? valueOf(cookies, SESSION_COOKIE);
}

function cookie(name: string, token: string, options: CookieOptions): string {
  const parts = [
    `${name}=${token}`,
    `Path=${pathOf(options)}`,
    `Max-Age=${options.maxAgeSeconds}`,
    'HttpOnly',
    'SameSite=Lax',
    ...(isSecure(options) ? ['Secure'] : []),
  ];
  return parts.join('; ');
}

function isHost(options: CookieOptions): boolean {
  return isSecure(options) && pathOf(options) === '/';
}

function isSecure({ publicUrl, secure }: CookieOptions): boolean {
  return secure === true || new URL(publicUrl).protocol === 'https:';
}

function pathOf({ publicUrl }: CookieOptions): string {
  return `${new URL(publicUrl).pathname.replace(/\/+$/, '')}/`;
}

function valueOf(cookies: string | undefined, wanted: string): string | undefined {
  for (const pair of (cookies ?? '').split(';')) {
    const [name = '', ...value] = pair.trim().split('=');
    if (name === wanted) return value.join('=') || undefined;
  }
  return undefined;
}
