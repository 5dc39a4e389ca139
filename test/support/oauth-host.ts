/**
 * An OAuth 2 host on loopback that refuses what real ones refuse: another redirect URI, a wrong secret, a code that was
 * used or is of another client, a verifier that does not fit, a renewal token that was used. How it words that, and how
 * it takes credentials, is the kind's.
 */
import { createHash, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface OAuthKind {
  readonly authorize: string;
  readonly token: string;
  /** GitHub answers errors with 200. */
  readonly errorStatus: 200 | 400;
  readonly words: { readonly code: string; readonly secret: string; readonly redirect: string };
  readonly credentials: 'body' | 'basic';
  /** Answers of the API by path, or by path and query, for whoever has a token; texts are plain ones. */
  readonly api: Readonly<Record<string, unknown>>;
  /** Of the token's answer. */
  readonly grant?: Readonly<Record<string, unknown>>;
  /** It wants the redirect URI with each renewal, as GitLab does. */
  readonly redirectOnRefresh?: boolean;
}
export interface OAuthHost {
  readonly url: string;
  /** Registered. */
  redirectUri: string;
  /** What browsers were sent with. */
  readonly asked: URLSearchParams[];
  /** Paths of the API, with the token that came. */
  readonly read: { readonly path: string; readonly token: string }[];
  readonly forms: URLSearchParams[];
  close(): Promise<void>;
}
interface Code {
  readonly challenge: string | null;
  readonly redirectUri: string;
}
export const APP = { clientId: 'app-1', clientSecret: 's3cret of the app' } as const;

export async function startOAuthHost(kind: OAuthKind): Promise<OAuthHost> {
  const codes = new Map<string, Code>();
  const renewals = new Set<string>();
  const tokens = new Set<string>();
  const server = createServer((request, response) => {
    void answer(request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const host: OAuthHost = {
    url: `http://127.0.0.1:${port}`,
    redirectUri: '',
    ...{ asked: [], read: [], forms: [] },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  const send = (response: ServerResponse, status: number, body: unknown): void => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '', host.url);
    if (url.pathname === kind.authorize) return authorize(url.searchParams, response);
    if (url.pathname === kind.token) return token(request, response);
    const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
    host.read.push({ path: url.pathname, token: bearer });
    if (!tokens.has(bearer)) return send(response, 401, { message: 'Bad credentials' });
    const body = kind.api[url.pathname + url.search] ?? kind.api[url.pathname];
    if (typeof body === 'string') {
      response.writeHead(200, { 'content-type': 'text/plain' }).end(body);
      return;
    }
    send(response, body === undefined ? 404 : 200, body ?? {});
  }

  function authorize(query: URLSearchParams, response: ServerResponse): void {
    host.asked.push(query);
    const isKnown =
      query.get('client_id') === APP.clientId && query.get('redirect_uri') === host.redirectUri;
    if (!isKnown || query.get('response_type') !== 'code') return send(response, 400, {});
    const code = randomBytes(9).toString('hex');
    codes.set(code, { challenge: query.get('code_challenge'), redirectUri: host.redirectUri });
    const back = new URL(host.redirectUri);
    back.searchParams.set('code', code);
    back.searchParams.set('state', query.get('state') ?? '');
    response.writeHead(302, { location: back.href }).end();
  }

  async function token(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const form = new URLSearchParams(text);
    host.forms.push(form);
    const refuse = (error: string) => send(response, kind.errorStatus, { error });
    if (!isApp(request, form)) return refuse(kind.words.secret);
    if (form.get('grant_type') === 'refresh_token') {
      const isBound = !kind.redirectOnRefresh || form.get('redirect_uri') === host.redirectUri;
      if (!isBound || !renewals.delete(form.get('refresh_token') ?? ''))
        return refuse('invalid_grant');
    } else {
      const code = codes.get(form.get('code') ?? '');
      codes.delete(form.get('code') ?? '');
      if (!code) return refuse(kind.words.code);
      if (form.get('redirect_uri') !== code.redirectUri) return refuse(kind.words.redirect);
      const proof = createHash('sha256')
        .update(form.get('code_verifier') ?? '')
        .digest('base64url');
      if (code.challenge !== null && proof !== code.challenge) return refuse(kind.words.code);
    }
    const [access, renewal] = [randomBytes(9).toString('hex'), randomBytes(9).toString('hex')];
    tokens.add(access);
    renewals.add(renewal);
    const made = { access_token: access, token_type: 'bearer', refresh_token: renewal };
    send(response, 200, { ...made, ...kind.grant });
  }

  function isApp(request: IncomingMessage, form: URLSearchParams): boolean {
    if (kind.credentials === 'body')
      return (
        form.get('client_id') === APP.clientId && form.get('client_secret') === APP.clientSecret
      );
    const [, pair = ''] = (request.headers.authorization ?? '').split(' ');
    const [id = '', secret = ''] = Buffer.from(pair, 'base64').toString().split(':');
    return (
      decodeURIComponent(id) === APP.clientId && decodeURIComponent(secret) === APP.clientSecret
    );
  }
  return host;
}
