import {
  isTurnpikeError,
  loginTitle,
  oauthLogin,
  z,
  type CodeHost,
  type HostReader,
  type LoginMethod,
} from '@turnpike/sdk';
import type { GithubLoginConfig } from './config.js';

const person = z.object({
  id: z.number().int().positive(),
  login: z.string().min(1),
  name: z.string().nullish(),
  avatar_url: z.string().nullish(),
});
const address = z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() });
const organization = z.object({ login: z.string() });

export function githubLogin(host: CodeHost, { scopes }: GithubLoginConfig): LoginMethod {
  const api = apiOf(host);
  return oauthLogin(host, {
    title: loginTitle('GitHub', host, 'github.com'),
    authorizeUrl: `${host.url}/login/oauth/authorize`,
    tokenUrl: `${host.reachUrl}/login/oauth/access_token`,
    scopes,
    async whoIs(read, wantsGroups) {
      const { id, login, name, avatar_url } = person.parse(await read.get(`${api}/user`));
      return {
        hostUserId: String(id),
        login,
        name: name ?? null,
        email: await addressOf(read, api),
        avatarUrl: avatar_url ?? null,
        groups: wantsGroups ? await organizationsOf(read, api) : [],
      };
    },
  });
}

/** github.com and GHE.com have their API beside, Enterprise Server below. */
function apiOf({ apiUrl, url, reachUrl }: CodeHost): string {
  if (apiUrl !== null) return apiUrl;
  const { protocol, host } = new URL(url);
  const isBeside = host === 'github.com' || host.endsWith('.ghe.com');
  return isBeside ? `${protocol}//api.${host}` : `${reachUrl}/api/v3`;
}

/** The one on the profile is not asked: it need not be verified. */
async function addressOf(read: HostReader, api: string): Promise<string | null> {
  try {
    const rows = z.array(address).parse(await read.all(`${api}/user/emails?per_page=100`));
    return rows.find(({ primary, verified }) => primary && verified)?.email ?? null;
  } catch (error) {
    // Without the scope, or an app without the permission: one signs in all the same.
    if (isTurnpikeError(error) && error.code === 'TURNPIKE_ACCESS_DENIED') return null;
    if (isTurnpikeError(error) && / 404\.$/.test(error.message)) return null;
    throw error;
  }
}

async function organizationsOf(read: HostReader, api: string): Promise<readonly string[]> {
  const rows = await read.all(`${api}/user/orgs?per_page=100`);
  return z
    .array(organization)
    .parse(rows)
    .map(({ login }) => login);
}
