import type { AppForm, HttpResponse } from '@turnpike/sdk';
import { escapeHtml } from './problems.js';

interface Shown {
  /** Id of the host. */
  readonly host: string;
  readonly title: string;
  readonly publicUrl: string;
  readonly organization: string | null;
  readonly cookie: string;
}

/** Without a script: a form goes to the host, and to nowhere else. */
export function appPage({ action, fields }: AppForm, shown: Shown): HttpResponse {
  const { host, title, publicUrl, organization, cookie } = shown;
  const own = escapeHtml(`${publicUrl}/auth/${encodeURIComponent(host)}/app`);
  const whose = organization === null ? 'your own account' : `the organization ${organization}`;
  const hidden = Object.entries(fields).map(
    ([name, value]) =>
      `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`,
  );
  const body = [
    '<!doctype html><html lang="en"><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>An app at ${escapeHtml(title)}</title><main><h1>An app at ${escapeHtml(title)}</h1>`,
    `<p>It reads code, tells of pushes, and shows builds as checks in the repositories on which it is installed. It will belong to ${escapeHtml(whose)}. Its secrets are kept here, encrypted.</p>`,
    `<form method="post" action="${escapeHtml(action)}">${hidden.join('')}`,
    `<button>Go on at ${escapeHtml(title)}</button></form>`,
    `<form method="get" action="${own}"><p><label>Or of an organization: <input name="organization" value="${escapeHtml(organization ?? '')}"></label>`,
    '<button>Choose it</button></p></form>',
    `<p><a href="${escapeHtml(publicUrl)}/-/system">Back to the system page</a></p></main></html>`,
  ].join('\n');
  const { origin } = new URL(action);
  const policy = `default-src 'none'; form-action 'self' ${origin}; base-uri 'none'; frame-ancestors 'none'`;
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy,
    'set-cookie': cookie,
  };
  return { status: 200, headers, body };
}
