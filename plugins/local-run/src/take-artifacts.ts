import { createHash, randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import type { LocalDeps } from './local-plugin.js';

interface Artifact {
  readonly '@href': string;
  readonly path: string;
  readonly size: number;
}

/** What the jobs of a build left. */
export interface Artifacts {
  readonly list: readonly Artifact[];
  /** Writes them below the folder, under the paths that they have. */
  save(folder: string): Promise<void>;
}

export async function readArtifacts(
  url: string,
  deps: LocalDeps,
  buildId: number,
): Promise<Artifacts> {
  const headers = { authorization: `token ${await accessToken(deps)}`, 'travis-api-version': '3' };
  const ask = async (path: string): Promise<Response> => {
    const response = await fetch(url + path, { headers });
    if (!response.ok) throw new Error(`${path} was answered with ${response.status}.`);
    return response;
  };
  const answer = await ask(`/v3/build/${buildId}/artifacts`);
  const { artifacts: list } = (await answer.json()) as { readonly artifacts: readonly Artifact[] };
  return {
    list,
    async save(folder) {
      for (const artifact of list) {
        const { body } = await ask(artifact['@href']);
        if (body) await write(body as ReadableStream, pathBelow(folder, artifact.path));
      }
    },
  };
}

/** Names come from jobs: none leads out of the folder. */
function pathBelow(folder: string, name: string): string {
  const path = resolve(folder, join('.', name));
  if (path.startsWith(resolve(folder) + sep)) return path;
  throw new Error(`An artifact leads out of its folder: ${name}`);
}

async function write(body: ReadableStream, path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await pipeline(Readable.fromWeb(body), createWriteStream(path));
}

/** For this run's platform, which only listens here and ends with it. */
async function accessToken({ store, secrets }: LocalDeps): Promise<string> {
  const login = 'local-run';
  const user =
    (await store.users.byLogin(login)) ??
    (await store.users.insert({ login, name: null, email: null, admin: true }));
  const token = randomBytes(24).toString('base64url');
  const name = createHash('sha256').update(token).digest('hex').slice(0, 12);
  await store.sessions.createToken({
    hash: secrets.hash(token),
    userId: user.id,
    name,
    scopes: ['read'],
    ttlSeconds: 600,
  });
  return token;
}
