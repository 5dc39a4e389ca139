import {
  loginTitle,
  NotAllowedError,
  oauthLogin,
  z,
  type CodeHost,
  type HostReader,
  type LoginMethod,
  type OutboundResponse,
} from '@turnpike/sdk';
import type { BitbucketLoginConfig } from './config.js';

const person = z.object({
  id: z.number().int(),
  name: z.string().min(1),
  displayName: z.string().nullish(),
  avatarUrl: z.string().nullish(),
});
const project = z.object({ key: z.string() });
const pageEnd = z.object({ isLastPage: z.literal(false), nextPageStart: z.number() });

/** Bitbucket Data Center, by an incoming application link. `redirectUri`: it wants the same with each renewal. */
export function dataCenterLogin(
  host: CodeHost,
  { scopes }: BitbucketLoginConfig,
  redirectUri: () => string,
): LoginMethod {
  const api = `${host.apiUrl ?? host.reachUrl}/rest/api/1.0`;
  return oauthLogin(host, {
    title: loginTitle('Bitbucket', host, 'bitbucket.org'),
    authorizeUrl: `${host.url}/rest/oauth2/latest/authorize`,
    tokenUrl: `${host.reachUrl}/rest/oauth2/latest/token`,
    scopes,
    redirectOnRefresh: redirectUri,
    async whoIs(read, wantsGroups) {
      const slug = await slugOf(read, host);
      const said = person.parse(await read.get(`${api}/users/${encodeURIComponent(slug)}`));
      return {
        hostUserId: String(said.id),
        login: said.name,
        name: said.displayName || null,
        // Whether it was confirmed is not said.
        email: null,
        avatarUrl: said.avatarUrl ?? null,
        groups: wantsGroups ? await projectsOf(read, api) : [],
      };
    },
  });
}

/** Only this address says who asks, in plain text beside the API; to nobody it says nothing, and does not refuse. */
async function slugOf(read: HostReader, { id, apiUrl, reachUrl }: CodeHost): Promise<string> {
  const said = await read.text(`${apiUrl ?? reachUrl}/plugins/servlet/applinks/whoami`);
  if (said.trim() !== '') return said.trim();
  throw new NotAllowedError('TURNPIKE_ACCESS_DENIED', `${id} does not say whose the token is.`);
}

/** Keys of those that one may write in: a project that is public can be read by everybody. */
async function projectsOf(read: HostReader, api: string): Promise<readonly string[]> {
  const rows = await read.all(`${api}/projects?permission=PROJECT_WRITE&limit=100`, nextPage);
  return z
    .array(project)
    .parse(rows)
    .map(({ key }) => key);
}

function nextPage(page: OutboundResponse): string | undefined {
  const { data } = pageEnd.safeParse(page.json());
  if (!data) return undefined;
  const next = new URL(page.url);
  next.searchParams.set('start', String(data.nextPageStart));
  return next.href;
}
