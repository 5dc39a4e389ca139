import {
  loginTitle,
  oauthLogin,
  z,
  type CodeHost,
  type HostReader,
  type LoginMethod,
} from '@turnpike/sdk';
import type { GiteaLoginConfig } from './config.js';

const person = z.object({
  id: z.number().int().positive(),
  login: z.string().min(1),
  full_name: z.string().nullish(),
  avatar_url: z.string().nullish(),
});
const address = z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() });
const organization = z.object({ username: z.string() });

export function giteaLogin(host: CodeHost, { scopes }: GiteaLoginConfig): LoginMethod {
  const api = host.apiUrl ?? `${host.reachUrl}/api/v1`;
  return oauthLogin(host, {
    title: loginTitle('Gitea', host, 'gitea.com'),
    authorizeUrl: `${host.url}/login/oauth/authorize`,
    tokenUrl: `${host.reachUrl}/login/oauth/access_token`,
    scopes,
    async whoIs(read, wantsGroups) {
      const { id, login, full_name, avatar_url } = person.parse(await read.get(`${api}/user`));
      return {
        hostUserId: String(id),
        login,
        name: full_name || null,
        email: await addressOf(read, api),
        avatarUrl: avatar_url ?? null,
        groups: wantsGroups ? await organizationsOf(read, api) : [],
      };
    },
  });
}

async function addressOf(read: HostReader, api: string): Promise<string | null> {
  const rows = z.array(address).parse(await read.get(`${api}/user/emails`));
  return rows.find(({ primary, verified }) => primary && verified)?.email ?? null;
}

async function organizationsOf(read: HostReader, api: string): Promise<readonly string[]> {
  const rows = await read.all(`${api}/user/orgs?limit=50`);
  return z
    .array(organization)
    .parse(rows)
    .map(({ username }) => username);
}
