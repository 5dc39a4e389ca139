/** What supervisors and Prometheus ask of any process. */
import { isIP } from 'node:net';
import type { Route } from '../contracts/http.js';
import type { CoreParts } from './core-parts.js';

export interface Health {
  readonly isReady: () => boolean;
  /** Looks at the facts of this process: their gauges are part of the metrics. */
  readonly look: () => Promise<unknown>;
  readonly isBusConnected: () => boolean;
  /** undefined: no database here. Rejects while it is away. */
  readonly pingStore: (() => Promise<unknown>) | undefined;
}

export function healthRoutes(core: CoreParts, health: Health): readonly Route[] {
  const { http } = core.config;
  const isOpen = http.openMetrics ?? isLoopback(http.host);
  return [
    {
      method: 'GET',
      path: '/healthz',
      allow: ['anonymous', 'user', 'role', 'worker'],
      ratePerMinute: 0,
      handle: () => ({ body: { status: 'ok' } }),
    },
    {
      method: 'GET',
      path: '/readyz',
      allow: ['anonymous', 'user', 'role', 'worker'],
      ratePerMinute: 0,
      handle: () => readiness(health),
    },
    {
      method: 'GET',
      path: '/metrics',
      allow: isOpen ? ['anonymous', 'user', 'role'] : ['role'],
      ratePerMinute: 0,
      handle: async () => {
        await health.look();
        const { contentType, body } = await core.metrics.text();
        return { headers: { 'content-type': contentType }, body };
      },
    },
  ];
}

/** A broker that is away makes it slower, not unable: only boot and database decide. */
async function readiness(health: Health) {
  const database = await isReachable(health.pingStore);
  const ready = health.isReady() && database !== 'away';
  const bus = health.isBusConnected() ? 'connected' : 'away';
  return { status: ready ? 200 : 503, body: { ready, bus, database } };
}

async function isReachable(ping: Health['pingStore']): Promise<'none' | 'connected' | 'away'> {
  if (!ping) return 'none';
  try {
    await ping();
    return 'connected';
  } catch {
    return 'away';
  }
}

function isLoopback(host: string): boolean {
  if (host === 'localhost' || host === '::1') return true;
  return isIP(host) === 4 && host.startsWith('127.');
}
