/** What the routes of this plugin do: API v3 as the wire contract has it, and what stands beside it. */
import { type Operation, type Operations } from '@turnpike/sdk';
import { operationsOf } from '@turnpike/sdk/platform';
import { travisOperations } from './travis/operations.js';
import { v2Operations } from './v2/operations.js';

const badge = (path: string, type: string): Operation => ({
  address: `GET ${path}`,
  summary: 'Draws the state of a branch',
  description: 'Always an image: `unknown` for what one may not see.',
  tag: 'Badges',
  rights: 'anyone',
  params: {
    owner: { description: 'Login of the owner.' },
    name: { description: 'Name of the repository.' },
  },
  query: {
    branch: { description: 'The default branch if absent.' },
    token: { description: "The repository's `badge_token`, for those who may not see it." },
  },
  answers: { 200: { type } },
});

const feed = (path: string, summary: string, type: string): Operation => ({
  address: `GET ${path}`,
  summary,
  description: "What one may not see is not found, but for a repository with its badge's `token`.",
  tag: 'Feeds',
  rights: 'anyone',
  query: {
    ...(type === 'application/xml' ? { branch: { description: 'Only of this branch.' } } : {}),
    token: { description: "The repository's `badge_token`, for those who may not see it." },
  },
  answers: { 200: { type } },
});
const CC = ['Tells lamps and menu bars how it stands (CCTray)', 'application/xml'] as const;
const ATOM = ['Lists the newest builds as an Atom feed', 'application/atom+xml'] as const;

const HOST = { host: { description: 'Id of the host: `github`.' } };

const SIGN_IN: Operations = {
  startSignIn: {
    address: 'GET /auth/:host/start',
    summary: 'Sends the browser to a host, to sign in there',
    description: 'What cannot go on is told on a page with its status.',
    tag: 'Own account',
    rights: 'anyone',
    params: HOST,
    query: { return: { description: 'Path below this server to come back to; `/` if absent.' } },
    answers: { 303: { description: 'To the host.' } },
  },
  finishSignIn: {
    address: 'GET /auth/:host/callback',
    summary: 'Takes the browser back from a host, and logs it in or links the account',
    description: 'What is wrong is told on a page with its status. Good once, for ten minutes.',
    tag: 'Own account',
    rights: 'anyone',
    params: HOST,
    query: {
      state: { description: 'As it was sent.' },
      code: { description: "The host's." },
      iss: { description: 'Who answers (RFC 9207).' },
      error: { description: 'In place of a code.' },
      error_description: { description: 'The same for people; kept in the audit log.' },
    },
    answers: { 303: { description: 'To where it began.' } },
  },
  beginHostApp: {
    address: 'GET /auth/:host/app',
    summary: 'Shows the page from which an app of a host is made',
    description: 'By a session only. Its form goes to the host.',
    tag: 'Platform',
    rights: 'administrator',
    params: HOST,
    query: { organization: { description: 'Whose app it is to be; of who makes it if absent.' } },
    answers: { 200: { type: 'text/html' } },
  },
  finishHostApp: {
    address: 'GET /auth/:host/app/callback',
    summary: 'Takes the browser back from a host that has made an app, and keeps it',
    description: 'By the session that began. Good once, for ten minutes.',
    tag: 'Platform',
    rights: 'administrator',
    params: HOST,
    query: {
      state: { description: 'As it was sent.' },
      code: { description: "The host's." },
    },
    answers: { 303: { description: 'To the system page.' } },
  },
};

const BESIDE: Operations = {
  ...SIGN_IN,
  ccOfRepository: feed('/repos/:owner/:name/cc.xml', ...CC),
  ccOfRepositoryById: feed('/repos/:id/cc.xml', ...CC),
  ccOfOwner: feed('/repos/:owner.xml', ...CC),
  atomOfRepository: feed('/repos/:owner/:name/builds.atom', ...ATOM),
  atom: feed('/:owner/:name/builds.atom', ...ATOM),
  badge: badge('/:owner/:name.svg', 'image/svg+xml'),
  badgePng: badge('/:owner/:name.png', 'image/png'),
  repositoryBadge: badge('/repos/:owner/:name.svg', 'image/svg+xml'),
  repositoryBadgePng: badge('/repos/:owner/:name.png', 'image/png'),
  ymlSchema: {
    address: 'GET /schema/travis.json',
    summary: 'JSON Schema of `.travis.yml`, for editors',
    description: 'With the keys of all plugins that are installed.',
    tag: 'Platform',
    rights: 'anyone',
    answers: {
      200: { schema: { type: 'object' }, type: 'application/schema+json' },
      304: { description: 'It is as it was.' },
    },
  },
  config: {
    address: 'GET /config',
    summary: 'The same as `/v3/config`, where receivers of webhooks look for it',
    tag: 'Platform',
    rights: 'anyone',
    answers: { 200: { schema: { $ref: '#/components/schemas/WireServerConfig' } } },
  },
};

export const operations: Operations = {
  ...operationsOf('api'),
  ...travisOperations,
  ...v2Operations,
  ...BESIDE,
};

const BY_ADDRESS = new Map(Object.values(operations).map((one) => [one.address, one]));

/** Throws for a route that nobody described: it would have no rights. */
export function operationAt(address: string): Operation {
  const found = BY_ADDRESS.get(address);
  if (!found) throw new Error(`${address} is described nowhere: add it to CALLS.`);
  return found;
}
