/** What the routes of this plugin do: for people as API v3 has it, and for scripts. */
import { z, type Operation, type Operations } from '@turnpike/sdk';
import { operationsOf } from '@turnpike/sdk/platform';

const BYTES = 'application/octet-stream';
const kept = z.object({ bytes: z.number().int(), sha256: z.string() });
const params = { path: { description: 'Path of the file; may hold slashes.' } };

const fetched = (folder: string, summary: string): Operation => ({
  address: `GET /storage/${folder}/:path(.*)`,
  summary,
  tag: 'Jobs: files',
  rights: 'job',
  params,
  answers: {
    200: { type: BYTES },
    206: { description: 'The part that `Range` asked for.', type: BYTES },
    304: { description: 'It is as it was.' },
  },
});
const v2 = (method: 'GET' | 'DELETE', summary: string): Operation => ({
  address: `${method} /v2/repos/:repo/caches`,
  summary,
  tag: 'Version 2, as Travis has it',
  rights: 'repository:write',
  query: {
    branch: { description: 'Of this branch; `PR.N` of a pull request.' },
    match: { description: 'With this in their name.' },
  },
  answers: { 200: { schema: z.object({ caches: z.array(z.looseObject({ size: z.number() })) }) } },
});
const stored = (folder: string, summary: string): Operation => ({
  address: `PUT /storage/${folder}/:path(.*)`,
  summary,
  tag: 'Jobs: files',
  rights: 'job',
  params,
  body: { mediaType: BYTES },
  answers: { 201: { schema: kept } },
});

export const operations: Operations = {
  ...operationsOf('storage'),
  v2Caches: v2('GET', 'Lists caches, newest first'),
  v2DeleteCaches: v2('DELETE', 'Deletes caches, and lists those that went'),
  fetchCache: fetched('caches', 'Fetches a cache that the job may use'),
  storeCache: stored('caches', 'Stores a cache of the own branch'),
  fetchWorkspace: fetched('workspaces', 'Fetches a workspace of the build'),
  storeWorkspace: stored('workspaces', 'Stores a workspace of the build'),
  storeArtifact: stored('artifacts', 'Stores an artifact of the build'),
};
