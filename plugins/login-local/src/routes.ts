import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
  sessionToken,
  z,
  type HttpExchange,
  type HttpResponse,
  type Route,
  type SecretBox,
  type User,
} from '@turnpike/sdk';
import type { Store } from '@turnpike/sdk/store';
import type { Accounts } from './accounts.js';
import { linkUrl } from './first-start.js';

export interface RoutePorts {
  readonly store: Pick<Store, 'users' | 'sessions'>;
  readonly secrets: Pick<SecretBox, 'hash'>;
  readonly accounts: Accounts;
  readonly publicUrl: () => string;
}

const userInput = z.object({
  login: z.string().regex(/^[\w.-]{1,100}$/, 'has characters other than letters, digits, . _ -'),
  name: z.string().max(200).nullish(),
  email: z.email().max(200).nullish(),
  admin: z.boolean().default(false),
});
const passwordInput = z.object({ password: z.string(), current: z.string().optional() });
const TRIES_PER_MINUTE = 20;

/** Passwords of one's own, and accounts by administrators. */
export function accountRoutes(ports: RoutePorts): Route[] {
  return [
    {
      method: 'PUT',
      path: '/v3/user/password',
      allow: ['user'],
      ratePerMinute: TRIES_PER_MINUTE,
      handle: (exchange) => changePassword(ports, exchange),
    },
    {
      method: 'POST',
      path: '/v3/users',
      allow: ['user', 'role'],
      handle: (exchange) => addUser(ports, exchange),
    },
    {
      method: 'POST',
      path: '/v3/user/:login/reset_password',
      allow: ['user', 'role'],
      handle: (exchange) => resetPassword(ports, exchange),
    },
  ];
}

const SESSION_SECONDS = 30 * 86_400;

/** Ends all other sessions of the account: whoever knew the old password is out. */
async function changePassword(ports: RoutePorts, exchange: HttpExchange): Promise<HttpResponse> {
  const { accounts, store, secrets } = ports;
  const { principal } = exchange;
  if (principal.kind !== 'user' || !principal.scopes.includes('*')) throw denied();
  const { password, current } = await read(passwordInput, exchange);
  const isFirst = !(await accounts.hasPassword(principal.userId));
  if (!isFirst && !(await accounts.isPasswordOf(principal.userId, current ?? ''))) {
    throw new NotAllowedError('TURNPIKE_ACCESS_DENIED', 'The current password is wrong.', {
      key: 'current',
    });
  }
  await accounts.setPassword(principal.userId, password);
  const own = principal.via === 'session' && sessionToken(exchange.headers['cookie']);
  if (own) {
    const { userId } = principal;
    await store.sessions.create({ hash: secrets.hash(own), userId, ttlSeconds: SESSION_SECONDS });
  }
  return { status: 204 };
}

async function addUser(ports: RoutePorts, exchange: HttpExchange): Promise<HttpResponse> {
  requireAdmin(exchange);
  const wanted = await read(userInput, exchange);
  if (await ports.store.users.byLogin(wanted.login)) {
    throw new ConflictError('TURNPIKE_CONFLICT', `There is an account ${wanted.login} already.`, {
      errorType: 'duplicate_resource',
    });
  }
  const { login, admin, name = null, email = null } = wanted;
  const user = await ports.store.users.insert({ login, admin, name, email });
  return answer(ports, user, await ports.accounts.makeLink(user.id), 201);
}

async function resetPassword(ports: RoutePorts, exchange: HttpExchange): Promise<HttpResponse> {
  requireAdmin(exchange);
  const user = await ports.store.users.byLogin(exchange.params['login'] ?? '');
  if (!user) throw new NotFoundError('There is no such user.');
  return answer(ports, user, await ports.accounts.reset(user.id), 200);
}

function answer(ports: RoutePorts, user: User, token: string, status: number): HttpResponse {
  const { id, login, name, email, admin } = user;
  const shown = { '@type': 'user', '@href': `/v3/user/${id}`, id, login, name, email, admin };
  const url = linkUrl(ports.publicUrl(), token);
  return { status, body: { '@type': 'user_link', user: shown, url } };
}

function requireAdmin({ principal }: HttpExchange): void {
  if (principal.kind === 'role') return;
  if (principal.kind === 'user' && principal.admin && principal.scopes.includes('*')) return;
  throw denied();
}

function denied(): NotAllowedError {
  return new NotAllowedError('TURNPIKE_ACCESS_DENIED', 'Only administrators may do this.', {
    errorType: 'admin_access_required',
  });
}

async function read<T>(schema: z.ZodType<T>, exchange: HttpExchange): Promise<T> {
  const parsed = schema.safeParse(await exchange.json());
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(
    (issue) => `${issue.path.map(String).join('.')}: ${issue.message}`,
  );
  const key = String(parsed.error.issues[0]?.path[0] ?? '');
  throw new InputError('TURNPIKE_INPUT_INVALID', problems.join('; '), { key });
}
