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
  fetchCache: fetched('caches', 'Fetches a cache that the job may use'),
  storeCache: stored('caches', 'Stores a cache of the own branch'),
  fetchWorkspace: fetched('workspaces', 'Fetches a workspace of the build'),
  storeWorkspace: stored('workspaces', 'Stores a workspace of the build'),
  storeArtifact: stored('artifacts', 'Stores an artifact of the build'),
};
