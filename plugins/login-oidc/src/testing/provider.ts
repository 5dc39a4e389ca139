/** A real OpenID provider on loopback, whose ID tokens and keys a test may change on the way. */
import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';

export interface Key {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}
type Claims = Record<string, unknown>;

export interface TestProvider {
  readonly issuer: string;
  /** What it says of whoever signs in. */
  claims: Claims;
  /** What becomes of an ID token before it is signed; undefined: it stays as the provider made it. */
  change: ((claims: Claims) => Claims) | undefined;
  /** Signs what was changed. */
  key: Key;
  /** The keys that it shows. */
  shown: readonly Key[];
  /** Requests that came, by path. */
  readonly asked: string[];
  /** Answers everything with 503. */
  down: boolean;
  /** Registers the application, whose callback is known only now. */
  register(redirectUri: string): void;
  close(): Promise<void>;
}

export const CLIENT = {
  clientId: 'turnpike',
  clientSecret: 'a secret of the application',
} as const;

export function newKey(kid: string): Key {
  return { kid, ...generateKeyPairSync('rsa', { modulusLength: 2048 }) };
}

export async function startProvider(): Promise<TestProvider> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const key = newKey('first');
  const made: TestProvider = {
    issuer,
    claims: {},
    change: undefined,
    key,
    shown: [key],
    asked: [],
    down: false,
    register: (redirectUri) => serve(server, made, createProvider(made, redirectUri)),
    close: () => close(server),
  };
  return made;
}

function createProvider(made: TestProvider, redirectUri: string): Provider {
  return new Provider(made.issuer, {
    clients: [
      {
        client_id: CLIENT.clientId,
        client_secret: CLIENT.clientSecret,
        redirect_uris: [redirectUri],
      },
    ],
    jwks: { keys: [{ ...made.key.privateKey.export({ format: 'jwk' }), kid: made.key.kid }] },
    cookies: { keys: ['a key of cookies'] },
    claims: {
      openid: ['sub'],
      profile: ['preferred_username', 'name', 'groups', 'realm_access'],
      email: ['email', 'email_verified'],
    },
    findAccount: (_context: unknown, sub: string) => ({
      accountId: sub,
      claims: () => ({ sub, ...made.claims }),
    }),
    pkce: { required: () => true },
  } as ConstructorParameters<typeof Provider>[1]);
}

function serve(server: Server, made: TestProvider, provider: Provider): void {
  const answer = provider.callback();
  server.removeAllListeners('request');
  server.on('request', (request, response) => {
    const [path = ''] = (request.url ?? '').split('?');
    made.asked.push(path);
    if (made.down) return void response.writeHead(503).end();
    if (path === '/jwks') return showKeys(made, response);
    if (path === '/token') changeToken(made, response);
    return void answer(request as IncomingMessage, response);
  });
}

function showKeys({ shown }: TestProvider, response: ServerResponse): void {
  const keys = shown.map(({ kid, publicKey }) => ({
    ...publicKey.export({ format: 'jwk' }),
    ...{ kid, use: 'sig', alg: 'RS256' },
  }));
  response.setHeader('content-type', 'application/jwk-set+json');
  response.end(JSON.stringify({ keys }));
}

function changeToken(made: TestProvider, response: ServerResponse): void {
  const end = response.end.bind(response);
  response.end = ((body: unknown) => {
    const { change, key } = made;
    const answer = JSON.parse(String(body)) as { id_token?: string };
    if (!change || !answer.id_token) return end(String(body));
    const token = jwt(key, change(claimsOf(answer.id_token)));
    const text = JSON.stringify({ ...answer, id_token: token });
    response.setHeader('content-length', Buffer.byteLength(text));
    return end(text);
  }) as ServerResponse['end'];
}

function claimsOf(token: string): Claims {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Claims;
}

function jwt({ kid, privateKey }: Key, claims: Claims): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const text = `${part({ alg: 'RS256', kid, typ: 'JWT' })}.${part(claims)}`;
  return `${text}.${sign('sha256', Buffer.from(text), privateKey).toString('base64url')}`;
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
