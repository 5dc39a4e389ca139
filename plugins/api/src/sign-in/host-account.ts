/** What a login plugin says of somebody: whatever its host sends, only so much is taken. */
import { z, whyNoOwner, type HostPerson } from '@turnpike/sdk';
import { SignInError } from './problems.js';

const text = z.string().max(300);
const nullable = text.nullable().catch(null);
const grant = z.object({
  accessToken: z.string().min(1).max(20_000),
  refreshToken: z.string().max(20_000).nullable(),
  scopes: z.array(text).max(200),
  expiresAt: z.number().nullable(),
});
const account = z.object({
  hostUserId: z.string().min(1).max(600),
  login: text.min(1),
  name: nullable,
  email: z.email().max(200).nullable().catch(null),
  avatarUrl: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .nullable()
    .catch(null),
  groups: z.array(text).max(5000),
  grant: grant.nullable(),
});

/** Throws SignInError where nobody can tell who it is. */
export function readAccount(said: unknown): HostPerson {
  const parsed = account.safeParse(said);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new SignInError('refused', `${issue?.path.join('.')}: ${issue?.message}`);
}

const MOST_LOGIN = 60;

/** Logins to try for a new account: as at the host, cleaned to what a login may be here, then with a number. */
export function* loginsFor({ login }: Pick<HostPerson, 'login'>): Generator<string> {
  const first = login.split('@')[0] ?? '';
  const cleaned = first
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\w.-]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, MOST_LOGIN);
  const base = cleaned === '' || whyNoOwner(cleaned) !== undefined ? `user-${cleaned}` : cleaned;
  yield base.replace(/-$/, '');
  for (let number = 2; ; number += 1) yield `${base.replace(/-$/, '')}-${number}`;
}
