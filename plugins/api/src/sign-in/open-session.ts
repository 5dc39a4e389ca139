/** A browser is logged in: by a password or by a host, its session is the same. */
import { randomBytes } from 'node:crypto';
import type { HttpExchange } from '@turnpike/sdk';
import { sessionCookie, sessionToken } from '@turnpike/sdk/platform';
import type { Api } from '../api.js';

const DAY_SECONDS = 86_400;
const MOST_AGENT = 300;
type Ports = Pick<Api, 'store' | 'secrets' | 'config' | 'publicUrl'>;
type Asked = Pick<HttpExchange, 'headers' | 'ip' | 'secure'>;

/** Answers the cookie. What the browser brought along ends: nobody goes on with a session that another began. */
export async function openSession(api: Ports, asked: Asked, userId: number): Promise<string> {
  await endSession(api, asked);
  const token = randomBytes(32).toString('base64url');
  const maxAgeSeconds = api.config.sessionDays * DAY_SECONDS;
  await api.store.sessions.create({
    hash: api.secrets.hash(token),
    userId,
    ttlSeconds: maxAgeSeconds,
    idleSeconds: Math.round(api.config.sessionIdleDays * DAY_SECONDS),
    agent: asked.headers['user-agent']?.slice(0, MOST_AGENT) ?? null,
    address: asked.ip,
  });
  return sessionCookie(token, { publicUrl: api.publicUrl(), maxAgeSeconds, secure: asked.secure });
}

export async function endSession(
  { store, secrets }: Pick<Ports, 'store' | 'secrets'>,
  { headers }: Pick<Asked, 'headers'>,
): Promise<void> {
  const token = sessionToken(headers['cookie']);
  if (token) await store.sessions.delete(secrets.hash(token));
}
