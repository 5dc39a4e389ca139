/** Sends a browser to a host, and remembers that it went. */
import { isTurnpikeError, type HttpExchange, type LoginMethod } from '@turnpike/sdk';
import { signInBrowser, signInCookie } from '@turnpike/sdk/platform';
import type { Api } from '../api.js';
import { maySignIn, redirectUri } from './addresses.js';
import { SignInError } from './problems.js';
import { secret, TRY_SECONDS, type NewTry, type Tries } from './tries.js';

export interface Sent {
  /** Of the host. */
  readonly url: string;
  readonly cookie: string;
}

/** Throws SignInError where the host cannot be asked, or what comes back would be read on the way. */
export async function sendToHost(
  api: Api,
  tries: Tries,
  { headers, secure }: Pick<HttpExchange, 'headers' | 'secure'>,
  method: LoginMethod,
  wanted: Pick<NewTry, 'purpose' | 'userId' | 'sessionHash' | 'returnTo'>,
): Promise<Sent> {
  const publicUrl = api.publicUrl();
  if (!maySignIn(publicUrl)) throw new SignInError('insecure', `publicUrl is ${publicUrl}`);
  const browser = signInBrowser(headers['cookie']) ?? secret();
  const proof = await tries.begin({ ...wanted, browser, host: method.id });
  const { state, codeChallenge, nonce } = proof;
  const url = await asked(() =>
    method.authorize?.({
      redirectUri: redirectUri(publicUrl, method.id),
      state,
      codeChallenge,
      nonce,
    }),
  );
  if (url === undefined || !/^https?:\/\//.test(url)) throw new SignInError('misconfigured');
  return { url, cookie: signInCookie(browser, { publicUrl, secure, maxAgeSeconds: TRY_SECONDS }) };
}

/** What a plugin throws, as what it means for whoever signs in. */
export async function asked<T>(ask: () => Promise<T> | T): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (!isTurnpikeError(error)) throw error;
    throw new SignInError(problemOf(error), error.message, { cause: error });
  }
}

function problemOf({ status, code, details }: { status: number; code: string; details: object }) {
  if ('errorType' in details && details.errorType === 'misconfigured') return 'misconfigured';
  return code === 'TURNPIKE_ACCESS_DENIED' && status === 403 ? 'refused' : 'unavailable';
}
