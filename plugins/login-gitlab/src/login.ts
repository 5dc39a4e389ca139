import {
  loginTitle,
  oauthLogin,
  z,
  type CodeHost,
  type HostReader,
  type LoginMethod,
} from '@turnpike/sdk';
import type { GitlabLoginConfig } from './config.js';

const person = z.object({
  id: z.number().int().positive(),
  username: z.string().min(1),
  name: z.string().nullish(),
  email: z.string().nullish(),
  confirmed_at: z.string().nullish(),
  avatar_url: z.string().nullish(),
});
const group = z.object({ full_path: z.string() });

/** `redirectUri`: GitLab wants the same with each renewal. */
export function gitlabLogin(
  host: CodeHost,
  { scopes }: GitlabLoginConfig,
  redirectUri: () => string,
): LoginMethod {
  const api = host.apiUrl ?? `${host.reachUrl}/api/v4`;
  return oauthLogin(host, {
    title: loginTitle('GitLab', host, 'gitlab.com'),
    authorizeUrl: `${host.url}/oauth/authorize`,
    tokenUrl: `${host.reachUrl}/oauth/token`,
    scopes,
    redirectOnRefresh: redirectUri,
    async whoIs(read, wantsGroups) {
      const said = person.parse(await read.get(`${api}/user`));
      return {
        hostUserId: String(said.id),
        login: said.username,
        name: said.name ?? null,
        email: said.confirmed_at ? (said.email ?? null) : null,
        avatarUrl: said.avatar_url ?? null,
        groups: wantsGroups ? await groupsOf(read, api) : [],
      };
    },
  });
}

/** Those that one is a member of; with a group one has its subgroups. */
async function groupsOf(read: HostReader, api: string): Promise<readonly string[]> {
  const rows = await read.all(`${api}/groups?min_access_level=10&per_page=100`);
  return z
    .array(group)
    .parse(rows)
    .map(({ full_path }) => full_path);
}
