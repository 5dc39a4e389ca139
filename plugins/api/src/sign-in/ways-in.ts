/** The ways in which an account can log in. */
import type { Identity } from '@turnpike/sdk';
import type { Api } from '../api.js';

/** By a host at which one can sign in now. */
export const byHost = (
  { logins }: Pick<Api, 'logins'>,
  identities: readonly Pick<Identity, 'host'>[],
): boolean =>
  identities.some(({ host }) => logins.some(({ id, authorize }) => id === host && authorize));

/** By a password, of the methods that know any: of each the account has one, or lacks it. */
export async function byPassword(
  { logins }: Pick<Api, 'logins'>,
  userId: number,
): Promise<{ readonly has: boolean; readonly lacks: boolean }> {
  const needed = await Promise.all(logins.map((login) => login.passwordNeeded?.(userId)));
  return { has: needed.includes(false), lacks: needed.includes(true) };
}
