/** A way to log in whose plugin has a process of its own: each of its functions is a call. */
import type { LoginMethod } from '../../../contracts/http.js';
import type { HostPerson, HostGrant, SignInPolicy } from '../../../contracts/sign-in.js';
import type { CallPart } from '../parts.js';
import { nonsense } from './nonsense.js';

type Data = Readonly<Record<string, unknown>>;
type Has = (name: string) => boolean;

export function apartLogin(call: CallPart, data: Data, has: Has): LoginMethod {
  const { id, title, kind, url, policy } = data;
  return {
    id: String(id),
    title: String(title),
    kind: kind === 'password' ? 'password' : 'redirect',
    ...(typeof url === 'string' ? { url } : {}),
    ...(policy ? { policy: policyOf(policy) } : {}),
    ...passwordPart(call, has),
    ...hostPart(call, has),
  };
}

function passwordPart(call: CallPart, has: Has): Partial<LoginMethod> {
  return {
    ...(has('logIn')
      ? { logIn: (...given) => call('logIn', given) as Promise<number | undefined> }
      : {}),
    ...(has('passwordNeeded')
      ? { passwordNeeded: async (userId) => (await call('passwordNeeded', [userId])) === true }
      : {}),
  };
}

/** What it says of people is looked at by whoever asked. */
function hostPart(call: CallPart, has: Has): Partial<LoginMethod> {
  return {
    ...(has('authorize')
      ? { authorize: async (start) => textOf(await call('authorize', [start])) }
      : {}),
    ...(has('exchange')
      ? { exchange: (back) => call('exchange', [back]) as Promise<HostPerson> }
      : {}),
    ...(has('refresh')
      ? { refresh: (token) => call('refresh', [token]) as Promise<HostGrant> }
      : {}),
  };
}

/** Nobody gets an account by what cannot be read. */
function policyOf(value: unknown): SignInPolicy {
  const { registration, allowedGroups, adminGroups } = value as Partial<SignInPolicy>;
  if (!Array.isArray(allowedGroups) || !Array.isArray(adminGroups))
    throw nonsense('has a policy that is none');
  return {
    registration: registration === 'open' ? 'open' : 'closed',
    allowedGroups: allowedGroups.map(String),
    adminGroups: adminGroups.map(String),
  };
}

function textOf(answer: unknown): string {
  if (typeof answer === 'string') return answer;
  throw nonsense('sends browsers to nothing');
}
