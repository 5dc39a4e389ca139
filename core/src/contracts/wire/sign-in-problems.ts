/**
 * Why a sign-in at a host let nobody in: the server tells the interface by these names, in the fragment of the page
 * that it sends the browser to. `HOST` stands for the host's title.
 * @experimental
 */
export const SIGN_IN_PROBLEMS = {
  denied: { status: 403, text: 'HOST was told not to let you in here. Nothing has changed.' },
  used: {
    status: 409,
    text: 'This sign-in has been used already. If you are not logged in, begin anew.',
  },
  foreign: {
    status: 400,
    text: 'This sign-in did not begin in this browser, or not here. Begin anew.',
  },
  expired: { status: 400, text: 'Signing in took too long: after ten minutes one begins anew.' },
  refused: { status: 403, text: 'HOST did not confirm who you are. Begin anew.' },
  unavailable: { status: 502, text: 'HOST cannot be reached just now. Try again in a minute.' },
  misconfigured: {
    status: 502,
    text: 'HOST does not know this server, or not with these credentials. Administrators find the reason in the audit log.',
  },
  closed: {
    status: 403,
    text: 'New accounts are made by administrators only. If you have one, log in and link HOST on your account page.',
  },
  'not-allowed': {
    status: 403,
    text: 'Your account at HOST is in none of the groups that are let in here. If you joined one just now, begin anew.',
  },
  suspended: {
    status: 403,
    text: 'Your account here is suspended. Administrators can let you in again.',
  },
  'linked-elsewhere': {
    status: 409,
    text: 'This HOST account is already linked to another account here. Log in with that one, or unlink it there first.',
  },
  'not-logged-in': {
    status: 403,
    text: 'You were logged out while you were at HOST, so nothing was linked. Log in and begin anew.',
  },
  insecure: {
    status: 400,
    text: 'Signing in at HOST needs https. Administrators set publicUrl to an https address.',
  },
} as const satisfies Readonly<Record<string, { readonly status: number; readonly text: string }>>;
/** Name of a problem. @experimental */
export type SignInProblem = keyof typeof SIGN_IN_PROBLEMS;
