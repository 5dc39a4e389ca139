/** GitHub as pods see it: its API answered by the stand-in, its repository a real one, served by git itself. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { startGitServer } from '@turnpike/sdk/testing';
import { exampleOf, startGithub, type Github, type Json } from '../../support/github.js';
import { makeProject } from '../../support/project.js';
import { API_ADDRESS } from '../plane/layout.js';
import { reached } from '../support/reached.js';

export interface Forge {
  readonly github: Github;
  /** Of the API, for pods. */
  readonly apiUrl: string;
  /** What is given when the repository is added. */
  readonly cloneUrl: string;
  readonly sha: string;
  /** The delivery of a push of it. */
  readonly push: Json;
  close(): Promise<void>;
}

/** One repository with one commit, which has this `.travis.yml`. */
export async function startForge(folder: string, yml: string): Promise<Forge> {
  const project = makeProject(join(folder, 'Codertocat'), 'Hello-World');
  const sha = project.push({ '.travis.yml': yml });
  const git = await startGitServer(folder);
  const clones = await reached(Number(new URL(git.url).port));
  const known = exampleOf('push')['repository'] as Json;
  const repository = {
    ...known,
    default_branch: 'main',
    clone_url: `http://${API_ADDRESS}:${clones.port}/Codertocat/Hello-World.git`,
  };
  const github = await startGithub({ repository, yml: () => yml, commits: [sha], pulls: {} });
  const api = await reached(Number(new URL(github.url).port));
  return {
    github,
    apiUrl: `http://${API_ADDRESS}:${api.port}`,
    cloneUrl: `https://${API_ADDRESS}:${api.port}/Codertocat/Hello-World.git`,
    sha,
    push: {
      ...exampleOf('push'),
      ...{ ref: 'refs/heads/main', before: '0'.repeat(40), after: sha, repository },
      ...{ deleted: false, created: true, head_commit: null, commits: [] },
    },
    async close() {
      for (const one of [clones, api]) one.close();
      github.close();
      await git.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
