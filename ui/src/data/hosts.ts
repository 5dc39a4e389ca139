import type { WireHost, WireHosts } from '@turnpike/core/contracts/wire';
import { withBase } from './base.js';
import { call } from './http.js';
import { safeHref } from './safe-href.js';

export function listHosts(signal?: AbortSignal): Promise<WireHosts> {
  return call('hosts', signal ? { signal } : {});
}

export async function forgetHostApp(host: string): Promise<void> {
  await call('forgetHostApp', { params: { host } });
}

/** The server's own page, from which a browser goes to the host. */
export const makeAppHref = ({ id }: WireHost): string =>
  withBase(`/auth/${encodeURIComponent(id)}/app`);

/** Where an app is installed on accounts and repositories. */
export const installHref = ({ url }: NonNullable<WireHost['app']>): string =>
  safeHref(`${url}/installations/new`) ?? '';
