/** What supervisors and Prometheus ask of any process. */
import { isTurnpikeError, NotAllowedError, type ErrorCode } from '../contracts/errors.js';
import type { HttpExchange, Route } from '../contracts/http.js';
import { isForwarded, isLoopbackAddress } from '../http/client-address.js';
import type { CoreParts } from './core-parts.js';

export interface Health {
  readonly isReady: () => boolean;
  /** Looks at the facts of this process and the work of its plugins: their figures are part of the metrics. */
  readonly look: () => Promise<unknown>;
  readonly isBusConnected: () => boolean;
  /** undefined: no database here. Rejects while it takes no writes. */
  readonly probeStore: (() => Promise<unknown>) | undefined;
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
      handle: async (exchange) => {
        // What a proxy on this machine passes on comes from loopback too, and is from anybody.
        if (http.openMetrics !== true && exchange.principal.kind !== 'role' && !isLocal(exchange))
          throw new NotAllowedError('TURNPIKE_AUTH_REQUIRED', undefined, {
            wayOut: 'Send the role secret, ask from this machine, or set http.openMetrics.',
          });
        await health.look();
        const { contentType, body } = await core.metrics.text();
        return { headers: { 'content-type': contentType }, body };
      },
    },
  ];
}

/** A broker that is away makes it slower, not unable: only boot and database decide. */
async function readiness(health: Health) {
  const { database, ...why } = await lookAtStore(health.probeStore);
  const ready = health.isReady() && (database === 'none' || database === 'connected');
  const bus = health.isBusConnected() ? 'connected' : 'away';
  return { status: ready ? 200 : 503, body: { ready, bus, database, ...why } };
}

type StoreState = 'none' | 'connected' | 'away' | 'locked' | 'full' | 'read-only';
const STATES: Partial<Record<ErrorCode, StoreState>> = {
  TURNPIKE_STORE_BUSY: 'locked',
  TURNPIKE_STORE_FULL: 'full',
  TURNPIKE_STORE_READONLY: 'read-only',
};

/** Found out by writing: a database that refuses writes is still read. */
async function lookAtStore(probe: Health['probeStore']): Promise<{
  readonly database: StoreState;
  readonly code?: ErrorCode;
  readonly message?: string;
  readonly way_out?: string;
}> {
  if (!probe) return { database: 'none' };
  try {
    await probe();
    return { database: 'connected' };
  } catch (error) {
    if (!isTurnpikeError(error)) return { database: 'away' };
    const { code, message, details } = error;
    const way_out = details.wayOut === undefined ? {} : { way_out: details.wayOut };
    return { database: STATES[code] ?? 'away', code, message, ...way_out };
  }
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || isLoopbackAddress(host);
}

/** By address, by what no proxy has added, and by the name it was asked by. */
function isLocal({ ip, headers }: HttpExchange): boolean {
  const host = URL.canParse(`http://${headers['host']}`)
    ? new URL(`http://${headers['host']}`)
    : null;
  const name = host?.hostname.replace(/^\[(.*)\]$/, '$1') ?? '';
  return isLoopbackAddress(ip) && !isForwarded(headers) && isLoopback(name);
}
