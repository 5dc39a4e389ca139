/** Answers that take long (logs, artifacts) end with the rights of whoever asked for them. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isTurnpikeError } from '../contracts/errors.js';
import type { Principal } from '../contracts/http.js';
import type { Authenticate } from './authenticate.js';

/** Most answers are gone before they are looked at once. */
const LOOK_MS = 5_000;

interface Open {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly principal: Principal;
}
export interface AnswerWatch {
  add(request: IncomingMessage, response: ServerResponse, principal: Principal): void;
  close(): void;
}

export function watchAnswers(authenticate: Authenticate, everyMs = LOOK_MS): AnswerWatch {
  const open = new Set<Open>();
  let known = new Set<Open>();
  const timer = setInterval(() => void look(), everyMs);
  timer.unref();

  async function look(): Promise<void> {
    const long = [...open].filter((entry) => known.has(entry));
    known = new Set(open);
    await Promise.all(long.map(check));
  }

  async function check({ request, response, principal }: Open): Promise<void> {
    const now = await whoNow(authenticate, request).catch(() => undefined);
    if (now && !isSamePrincipal(principal, now)) response.destroy();
  }

  return {
    add(request, response, principal) {
      if (principal.kind !== 'user') return;
      const entry = { request, response, principal };
      open.add(entry);
      response.once('close', () => open.delete(entry));
    },
    close: () => clearInterval(timer),
  };
}

/** Nobody, where the credentials have ended. Throws what may pass: a database that is away ends no rights. */
export async function whoNow(
  authenticate: Authenticate,
  { headers: { authorization, cookie } }: IncomingMessage,
): Promise<Principal> {
  try {
    return await authenticate({ authorization, cookie });
  } catch (error) {
    if (isTurnpikeError(error) && error.code === 'TURNPIKE_AUTH_INVALID')
      return { kind: 'anonymous' };
    throw error;
  }
}

function isSamePrincipal(one: Principal, other: Principal): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
