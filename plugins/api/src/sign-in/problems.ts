/** What can be wrong with a sign-in, in words. The page of the interface that one lands on knows them by their names. */
import type { HttpResponse } from '@turnpike/sdk';
import { SIGN_IN_PROBLEMS, type SignInProblem } from '@turnpike/sdk/platform';

export type { SignInProblem };

/** Thrown where a sign-in ends without anybody being let in. */
export class SignInError extends Error {
  readonly problem: SignInProblem;
  /** For the audit log: never shown to whoever is at the browser. */
  readonly reason: string;

  constructor(problem: SignInProblem, reason: string = problem, options?: ErrorOptions) {
    super(reason, options);
    this.problem = problem;
    this.reason = reason;
  }
}

/**
 * A page with the status that it is, which goes on to the interface by itself. The name of the problem stands in the
 * fragment: words of anybody else never do.
 */
export function problemPage(
  problem: SignInProblem,
  host: { readonly id: string; readonly title: string },
  publicUrl: string,
  onto: '/-/login' | '/-/account',
): HttpResponse {
  const { status, text } = SIGN_IN_PROBLEMS[problem];
  const words = escapeHtml(text.replaceAll('HOST', host.title));
  const url = escapeHtml(
    `${publicUrl}${onto}#problem=${problem}&host=${encodeURIComponent(host.id)}`,
  );
  const body = [
    '<!doctype html><html lang="en"><meta charset="utf-8">',
    `<meta http-equiv="refresh" content="0; url=${url}">`,
    `<title>Signing in</title><p>${words}</p><p><a href="${url}">Go on</a></p></html>`,
  ].join('\n');
  return { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body };
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
