/** Tokens of installations. They are strings of any length and form. */
import { setTimeout as wait } from 'node:timers/promises';
import { ExternalHostError, readPayload, z } from '@turnpike/sdk';
import { hostError, statusOf } from '../host-error.js';
import type { AsApp } from './as-app.js';
import { Kept } from './kept.js';

const schema = z.object({ token: z.string().min(1), expires_at: z.string() });
/** So much of its hour is left to whoever gets one. */
const LEFT_MS = 300_000;

export interface AppToken {
  readonly token: string;
  readonly expiresAt: number;
  readonly madeAt: number;
  /** GitHub has taken it: what it refuses from then on is meant. */
  proven: boolean;
}

export interface AppTokens {
  /** For all that the installation may. */
  of(installationId: string): Promise<AppToken>;
  /** One of its own, for a job: reads the code of one repository and nothing else. */
  forJob(installationId: string, repositoryId: number): Promise<AppToken>;
  drop(installationId: string): void;
}

export function createAppTokens(ask: AsApp): AppTokens {
  const kept = new Kept<AppToken>(({ expiresAt, madeAt }) =>
    Math.max(0, expiresAt - madeAt - LEFT_MS),
  );
  return {
    of: (id) => kept.get(id, () => make(ask, id, {})),
    forJob: (id, repositoryId) =>
      make(ask, id, { repository_ids: [repositoryId], permissions: { contents: 'read' } }),
    drop: (id) => kept.drop(id),
  };
}

interface Narrowed {
  readonly repository_ids?: number[];
  readonly permissions?: { readonly contents: 'read' };
}

/** Its end is counted from when it was made: clocks differ. */
async function make(ask: AsApp, id: string, narrowed: Narrowed): Promise<AppToken> {
  const installation_id = Number(id);
  try {
    const { data, headers } = await ask((app) =>
      app.rest.apps.createInstallationAccessToken({ installation_id, ...narrowed }),
    );
    const { token, expires_at } = readPayload(schema, data);
    const madeAt = Date.now();
    const lasts = Date.parse(expires_at) - (Date.parse(headers.date ?? '') || madeAt);
    return { token, expiresAt: madeAt + lasts, madeAt, proven: false };
  } catch (error) {
    throw /has been suspended/i.test(String((error as Error).message))
      ? suspended(error)
      : hostError(error);
  }
}

function suspended(cause: unknown): ExternalHostError {
  return new ExternalHostError(
    'TURNPIKE_HOST_REFUSED',
    'The installation of the GitHub App is suspended.',
    { wayOut: 'Only the owner at GitHub can end that: in their settings, “Applications”.' },
    cause,
  );
}

const FRESH_MS = 60_000;
const WAITS_MS = [500, 1_000, 2_000, 4_000];
/** What GitHub says of a token that not all of its servers know yet. */
const UNKNOWN_YET = new Set([401, 403, 404]);

/** Once more, for a while, as long as GitHub has not taken this token anywhere. */
export async function whileFresh<T>(one: AppToken, work: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    try {
      const answer = await work();
      one.proven = true;
      return answer;
    } catch (error) {
      const status = statusOf(error) ?? 0;
      if (status === 304) one.proven = true;
      const isFresh = !one.proven && Date.now() - one.madeAt < FRESH_MS;
      const pause = WAITS_MS[tries];
      if (!isFresh || !UNKNOWN_YET.has(status) || pause === undefined) throw error;
      await wait(pause);
    }
  }
}
