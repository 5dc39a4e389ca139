import { withoutCredentials, type Outbound } from '@turnpike/sdk';

const ASKED = '/info/refs?service=git-upload-pack';
const MOST_BYTES = 65_536;
const TIMEOUT_MS = 10_000;

/**
 * The address that a host names for a repository that has moved; undefined: it names none. It is told to people, and
 * never followed: nobody has judged it.
 */
export async function whereMoved(
  outbound: Pick<Outbound, 'fetch'>,
  url: string,
  authorization: string | undefined,
): Promise<string | undefined> {
  const asked = `${url.replace(/\/+$/, '')}${ASKED}`;
  const limits = { maxRedirects: 0, maxBytes: MOST_BYTES, timeoutMs: TIMEOUT_MS };
  const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
  try {
    const { headers: answered } = await outbound.fetch(asked, { ...limits, headers });
    return repositoryOf(answered['location'], asked);
  } catch {
    return undefined;
  }
}

/** Where it leads to a repository, and not to a page that asks for a password. */
function repositoryOf(location: string | undefined, asked: string): string | undefined {
  if (location === undefined || !URL.canParse(location, asked)) return undefined;
  const { protocol, host, pathname } = new URL(location, asked);
  const [, path] = /^(.+)\/info\/refs$/.exec(pathname) ?? [];
  if (path === undefined || !/^https?:$/.test(protocol)) return undefined;
  return withoutCredentials(`${protocol}//${host}${path}`);
}
