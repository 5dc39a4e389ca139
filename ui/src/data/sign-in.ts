import {
  SIGN_IN_PROBLEMS,
  type SignInProblem,
  type WireSession,
} from '@turnpike/core/contracts/wire';
import { withBase } from './base.js';

export type Login = WireSession['logins'][number];

/** What the server says of a sign-in that let nobody in: `#problem=NAME&host=ID`. Words of others are never shown. */
export function problemIn(hash: string, logins: readonly Login[] = []): string | undefined {
  const said = new URLSearchParams(hash.replace(/^#/, ''));
  const name = said.get('problem') ?? '';
  if (!Object.hasOwn(SIGN_IN_PROBLEMS, name)) return undefined;
  const host = logins.find(({ id }) => id === said.get('host'));
  return SIGN_IN_PROBLEMS[name as SignInProblem].text.replaceAll('HOST', host?.title ?? 'The host');
}

/** Where the button leads; back to this path, below the base. */
export function signInHref(url: string, back: string): string {
  return withBase(`${url}?return=${encodeURIComponent(back)}`);
}

const LAST = 'turnpike.last-login';

/** Which one was used last in this browser comes first. */
export function byLastUse(logins: readonly Login[]): readonly Login[] {
  const last = localStorage.getItem(LAST);
  return [...logins].sort((left, right) => Number(right.id === last) - Number(left.id === last));
}

export function noteUse(id: string): void {
  localStorage.setItem(LAST, id);
}
