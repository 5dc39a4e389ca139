import {
  loginTitle,
  oauthLogin,
  z,
  type CodeHost,
  type HostReader,
  type LoginMethod,
  type OutboundResponse,
} from '@turnpike/sdk';

const person = z.object({
  uuid: z.string().min(1),
  nickname: z.string().nullish(),
  username: z.string().nullish(),
  display_name: z.string().nullish(),
  links: z.object({ avatar: z.object({ href: z.string() }).nullish() }).nullish(),
});
const address = z.object({ email: z.string(), is_primary: z.boolean(), is_confirmed: z.boolean() });
/** Since 2026 the list over all workspaces is gone: these are the caller's own. */
const membership = z.object({ workspace: z.object({ slug: z.string() }) });

/** Bitbucket Cloud. What people are asked for is what was ticked at the consumer: no scopes are named. */
export function cloudLogin(host: CodeHost): LoginMethod {
  const api = `${host.apiUrl ?? 'https://api.bitbucket.org'}/2.0`;
  return oauthLogin(host, {
    title: loginTitle('Bitbucket', host, 'bitbucket.org'),
    authorizeUrl: `${host.url}/site/oauth2/authorize`,
    tokenUrl: `${host.reachUrl}/site/oauth2/access_token`,
    scopes: [],
    credentials: 'basic',
    async whoIs(read, wantsGroups) {
      const said = person.parse(await read.get(`${api}/user`));
      return {
        hostUserId: said.uuid,
        login: said.username || said.nickname || said.uuid,
        name: said.display_name ?? null,
        email: await addressOf(read, api),
        avatarUrl: said.links?.avatar?.href ?? null,
        groups: wantsGroups ? await workspacesOf(read, api) : [],
      };
    },
  });
}

async function addressOf(read: HostReader, api: string): Promise<string | null> {
  const rows = z.array(address).parse(await read.all(`${api}/user/emails`, nextPage));
  return rows.find((one) => one.is_primary && one.is_confirmed)?.email ?? null;
}

/** The list of all workspaces is gone: it answers 410. */
async function workspacesOf(read: HostReader, api: string): Promise<readonly string[]> {
  const rows = await read.all(`${api}/user/workspaces?pagelen=100`, nextPage);
  return z
    .array(membership)
    .parse(rows)
    .map(({ workspace }) => workspace.slug);
}

/** Bitbucket names it in the body. */
function nextPage(page: OutboundResponse): string | undefined {
  return z.object({ next: z.string() }).safeParse(page.json()).data?.next;
}
