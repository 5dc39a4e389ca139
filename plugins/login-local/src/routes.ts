import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
  z,
  type HttpExchange,
  type HttpResponse,
  type Route,
  type SecretBox,
  type User,
} from '@turnpike/sdk';
import { sessionToken } from '@turnpike/sdk/platform';
import type { Store } from '@turnpike/sdk/store';
import type { Accounts } from './accounts.js';
import { linkUrl } from './first-start.js';
import { loginName } from './login-name.js';

export interface RoutePorts {
  readonly store: Pick<Store, 'users' | 'sessions'>;
  readonly secrets: Pick<SecretBox, 'hash'>;
  readonly accounts: Accounts;
  readonly publicUrl: () => string;
  /** The token of the command line on this machine may be among those that ended. */
  readonly afterReset: () => Promise<void>;
}

const userInput = z.object({
  login: loginName,
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
      audit: 'password.change',
      handle: (exchange) => changePassword(ports, exchange),
    },
    {
      method: 'POST',
      path: '/v3/users',
      allow: ['user', 'role'],
      audit: 'user.add',
      handle: (exchange) => addUser(ports, exchange),
    },
    {
      method: 'POST',
      path: '/v3/user/:login/reset_password',
      allow: ['user', 'role'],
      audit: 'user.reset_password',
      handle: (exchange) => resetPassword(ports, exchange),
    },
  ];
}

/** Ends all other sessions of the account: whoever knew the old password is out. */
async function changePassword(ports: RoutePorts, exchange: HttpExchange): Promise<HttpResponse> {
  const { accounts, store, secrets } = ports;
  const { principal } = exchange;
  if (principal.kind !== 'user' || !principal.scopes.includes('*')) throw denied();
  const { password, current } = await read(passwordInput, exchange);
  const isFirst = !(await accounts.hasPassword(principal.userId));
  const { userId } = principal;
  if (!isFirst && !(await accounts.isPasswordOf(userId, current ?? '', exchange.ip))) {
    await exchange.audit({ action: 'password.refused', target: `user/${principal.login}` });
    throw new NotAllowedError('TURNPIKE_ACCESS_DENIED', 'The current password is wrong.', {
      key: 'current',
    });
  }
  const user = await store.users.get(userId);
  if (!user) throw denied();
  const own = principal.via === 'session' ? sessionToken(exchange.headers['cookie']) : undefined;
  await accounts.setPassword(user, password, own && secrets.hash(own));
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
  await exchange.audit({ target: `user/${user.login}`, after: { admin } });
  return answer(ports, user, await ports.accounts.makeLink(user.id), 201);
}

async function resetPassword(ports: RoutePorts, exchange: HttpExchange): Promise<HttpResponse> {
  requireAdmin(exchange);
  const user = await ports.store.users.byLogin(exchange.params['login'] ?? '');
  if (!user) throw new NotFoundError('There is no such user.');
  const token = await ports.accounts.reset(user.id);
  await ports.afterReset();
  await exchange.audit({ target: `user/${user.login}` });
  return answer(ports, user, token, 200);
}

function answer(ports: RoutePorts, user: User, token: string, status: number): HttpResponse {
  const { id, login, name, email, admin } = user;
  const shown = { '@type': 'user', '@href': `/v3/user/${id}`, id, login, name, email, admin };
  const url = linkUrl(ports.publicUrl(), token);
  return { status, body: { '@type': 'user_link', user: shown, url } };
}

export function requireAdmin({ principal }: HttpExchange): void {
  if (principal.kind === 'role') return;
  if (principal.kind === 'user' && principal.admin && principal.scopes.includes('*')) return;
  throw denied();
}

export function denied(): NotAllowedError {
  return new NotAllowedError('TURNPIKE_ACCESS_DENIED', 'Only administrators may do this.', {
    errorType: 'admin_access_required',
  });
}

export async function read<T>(schema: z.ZodType<T>, exchange: HttpExchange): Promise<T> {
  const parsed = schema.safeParse(await exchange.json());
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(
    (issue) => `${issue.path.map(String).join('.')}: ${issue.message}`,
  );
  const key = String(parsed.error.issues[0]?.path[0] ?? '');
  throw new InputError('TURNPIKE_INPUT_INVALID', problems.join('; '), { key });
}
