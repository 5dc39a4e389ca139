/** The second factor of one's own account, and its removal by administrators. */
import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
  z,
  type HttpExchange,
  type HttpResponse,
  type Route,
  type User,
} from '@turnpike/sdk';
import { sessionToken } from '@turnpike/sdk/platform';
import { denied, read, requireAdmin, type RoutePorts } from './routes.js';

const TRIES_PER_MINUTE = 20;
const current = z.object({ current: z.string().max(1000) });
const first = z.object({ code: z.string().max(100) });
const PATH = '/v3/user/second_factor';

export function factorRoutes(ports: RoutePorts): Route[] {
  const own = { path: PATH, allow: ['user'], ratePerMinute: TRIES_PER_MINUTE } as const;
  return [
    { ...own, method: 'GET', handle: (exchange) => show(ports, exchange) },
    {
      ...own,
      method: 'POST',
      audit: 'second_factor.begin',
      handle: (exchange) => begin(ports, exchange),
    },
    {
      ...own,
      method: 'PUT',
      audit: 'second_factor.confirm',
      handle: (exchange) => confirm(ports, exchange),
    },
    {
      ...own,
      method: 'POST',
      path: `${PATH}/remove`,
      audit: 'second_factor.remove',
      handle: (exchange) => remove(ports, exchange),
    },
    {
      method: 'POST',
      path: '/v3/user/:login/reset_second_factor',
      allow: ['user', 'role'],
      audit: 'second_factor.reset',
      handle: (exchange) => reset(ports, exchange),
    },
  ];
}

async function show(ports: RoutePorts, exchange: HttpExchange): Promise<HttpResponse> {
  const { id } = await me(ports, exchange);
  const { secondFactor } = ports.accounts;
  const active = await secondFactor.isActive(id);
  const codes = active ? await secondFactor.codesLeft(id) : 0;
  return { status: 200, body: { '@type': 'second_factor', active, recovery_codes: codes } };
}

async function begin(ports: RoutePorts, exchange: HttpExchange): Promise<HttpResponse> {
  const user = await me(ports, exchange);
  await requirePassword(ports, exchange, user);
  const made = await ports.accounts.secondFactor.begin(user.id, user.login);
  if (!made)
    throw new ConflictError('TURNPIKE_CONFLICT', 'There is a second factor already.', {
      wayOut: 'Remove it first.',
    });
  await exchange.audit({ target: `user/${user.login}` });
  return { status: 201, body: { '@type': 'second_factor_key', ...made } };
}

async function confirm(ports: RoutePorts, exchange: HttpExchange): Promise<HttpResponse> {
  const user = await me(ports, exchange);
  const { code } = await read(first, exchange);
  const codes = await ports.accounts.secondFactor.confirm(user.id, code);
  if (!codes)
    throw new NotAllowedError('TURNPIKE_ACCESS_DENIED', 'The code is wrong.', {
      key: 'code',
      wayOut: 'Look at the clock of the device: it has to be right to half a minute.',
    });
  const token = sessionToken(exchange.headers['cookie']);
  // Whoever is logged in elsewhere has shown no second factor.
  await ports.store.sessions.deleteOf(user.id, token && ports.secrets.hash(token));
  await exchange.audit({ target: `user/${user.login}` });
  return { status: 200, body: { '@type': 'recovery_codes', codes } };
}

async function remove(ports: RoutePorts, exchange: HttpExchange): Promise<HttpResponse> {
  const user = await me(ports, exchange);
  await requirePassword(ports, exchange, user);
  await ports.accounts.secondFactor.remove(user.id);
  await exchange.audit({ target: `user/${user.login}` });
  return { status: 204 };
}

async function reset(ports: RoutePorts, exchange: HttpExchange): Promise<HttpResponse> {
  requireAdmin(exchange);
  const user = await ports.store.users.byLogin(exchange.params['login'] ?? '');
  if (!user) throw new NotFoundError('There is no such user.');
  await ports.accounts.secondFactor.remove(user.id);
  await exchange.audit({ target: `user/${user.login}` });
  return { status: 204 };
}

/** A token that may do less than its owner changes nothing here. */
async function me({ store }: RoutePorts, { principal }: HttpExchange): Promise<User> {
  if (principal.kind !== 'user' || !principal.scopes.includes('*')) throw denied();
  const user = await store.users.get(principal.userId);
  if (!user) throw denied();
  return user;
}

async function requirePassword(
  { accounts }: RoutePorts,
  exchange: HttpExchange,
  { id, login }: User,
): Promise<void> {
  const { current: password } = await read(current, exchange);
  if (await accounts.isPasswordOf(id, password, exchange.ip)) return;
  await exchange.audit({ action: 'password.refused', target: `user/${login}` });
  throw new NotAllowedError('TURNPIKE_ACCESS_DENIED', 'The current password is wrong.', {
    key: 'current',
  });
}
