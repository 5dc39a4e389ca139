import type { HostAddress, VcsCredential } from '@turnpike/sdk';

/** git's user beside an access token of a workspace, project or repository, and beside one of OAuth. */
const TOKEN_USER = 'x-token-auth';
/** git's user beside an API token, which the API takes with the e-mail address of its account. */
const API_TOKEN_USER = 'x-bitbucket-api-token-auth';

/** Of a request to the API; undefined: it is asked without. A key says nothing to an API. */
export function authorization(credential: VcsCredential | null): string | undefined {
  if (credential?.kind === 'token') return `Bearer ${credential.token}`;
  if (credential?.kind !== 'basic') return undefined;
  const { user, password } = credential;
  // What stands in the address that git is given.
  if (user === TOKEN_USER) return `Bearer ${password}`;
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}

/** The same for git, which wants a name beside it. */
export function forGit(credential: VcsCredential | null): VcsCredential | null {
  if (credential?.kind === 'token')
    return { kind: 'basic', user: TOKEN_USER, password: credential.token };
  if (credential?.kind === 'basic' && credential.user.includes('@'))
    return { kind: 'basic', user: API_TOKEN_USER, password: credential.password };
  return credential;
}

/** What stood in an address. */
export function credentialIn({ user, password }: HostAddress): VcsCredential | null {
  if (password === '') return null;
  return user === TOKEN_USER
    ? { kind: 'token', token: password }
    : { kind: 'basic', user, password };
}
