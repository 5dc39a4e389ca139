/** The app of a host: what is configured, or was made from the system page while this runs. */
import type { Octokit } from '@octokit/rest';
import type { RepoAccess } from '@turnpike/sdk';
import { asApp, type AsApp } from './as-app.js';
import { createInstallations, type Installation, type Installations } from './installations.js';
import type { AppKey } from './jwt.js';
import { createAppTokens, type AppTokens } from './tokens.js';

/** One app as it is now. */
export interface Running {
  readonly key: AppKey;
  readonly ask: AsApp;
  readonly installations: Installations;
  readonly tokens: AppTokens;
}

export interface GithubApp {
  /** null: there is none, or it does not reach this repository. */
  reaches(
    r: RepoAccess,
    name: { readonly owner: string; readonly repo: string },
  ): Promise<{ readonly app: Running; readonly installation: Installation } | null>;
  /** null: there is none. */
  now(): Promise<Running | null>;
}

export function createGithubApp(
  find: () => Promise<AppKey | null>,
  open: (authorization: string) => Octokit,
): GithubApp {
  let running: Running | null = null;
  const now = async (): Promise<Running | null> => {
    const key = await find();
    if (key === null) return (running = null);
    const isSame = running?.key.id === key.id && running.key.privateKey === key.privateKey;
    if (running === null || !isSame) running = start(key, open);
    return running;
  };
  return {
    now,
    async reaches(r, name) {
      const app = await now();
      const installation = app && (await app.installations.of(r, name));
      return app && installation ? { app, installation } : null;
    },
  };
}

function start(key: AppKey, open: (authorization: string) => Octokit): Running {
  const ask = asApp(key, open);
  return { key, ask, installations: createInstallations(ask), tokens: createAppTokens(ask) };
}
