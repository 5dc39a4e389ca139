/** What a plugin in a process of its own requires: the same interfaces, whose calls go to the server. */
import { ExternalHostError } from '../../../contracts/errors.js';
import type { EventName, TurnpikeEvent } from '../../../contracts/events.js';
import type { Outbound, OutboundInit, OutboundResponse } from '../../../contracts/outbound.js';
import { tokens, type Token } from '../../../contracts/tokens.js';
import { tokenName } from '../../../di/check-tokens.js';
import { systemClock } from '../../system-clock.js';
import type { AnyDefinition } from '../../unit.js';
import type { Channel } from '../channel.js';
import type { Begin } from '../protocol.js';
import { metricsOf } from './metrics.js';

type Hearer = (event: TurnpikeEvent) => unknown;
/** Those of the token `events`, by event. */
export type Hearers = Map<string, Set<Hearer>>;

export function depsOf(
  { requires = {} }: AnyDefinition,
  { present }: Begin,
  channel: Channel,
  hearers: Hearers,
): Readonly<Record<string, unknown>> {
  const deps = Object.entries(requires).map(([name, token]) => {
    if (!present.includes(name)) return [name, undefined] as const;
    return [name, depOf(name, token, channel, hearers)] as const;
  });
  return Object.fromEntries(deps);
}

function depOf(name: string, token: Token, channel: Channel, hearers: Hearers): unknown {
  switch (tokenName(token)) {
    case tokens.outbound.name:
      return outboundOf(channel);
    case tokens.events.name:
      return eventsOf(channel, hearers);
    case tokens.clock.name:
      return systemClock;
    case tokens.metrics.name:
      return metricsOf(channel);
    default:
      return serviceOf(name, channel);
  }
}

function outboundOf(channel: Channel): Outbound {
  return {
    async fetch(url, { signal, ...init }: OutboundInit = {}) {
      const options = signal ? { signal } : {};
      return responseOf((await channel.call('fetch', [url, init], options)) as never);
    },
    resolve: (host, port) => channel.call('resolve', [host, port]) as never,
  };
}

type SentResponse = Pick<OutboundResponse, 'status' | 'ok' | 'headers' | 'url' | 'body'>;

function responseOf(sent: SentResponse): OutboundResponse {
  const text = () => new TextDecoder().decode(sent.body);
  return {
    ...sent,
    text,
    json() {
      try {
        return JSON.parse(text()) as unknown;
      } catch (error) {
        const { host } = new URL(sent.url);
        const message = `${host} did not answer with JSON.`;
        throw new ExternalHostError('TURNPIKE_HOST_REFUSED', message, { url: sent.url }, error);
      }
    },
  };
}

function eventsOf(channel: Channel, hearers: Hearers) {
  return {
    // The server has a bus; whether that is connected just now a sweep need not know.
    connected: true,
    on(name: EventName, hearer: Hearer): () => void {
      const all = hearers.get(name) ?? new Set();
      if (!hearers.has(name)) channel.call('hear', [name]).catch(failLater);
      hearers.set(name, all.add(hearer));
      return () => void all.delete(hearer);
    },
  };
}

/** What is not declared is refused by the server, which is asked behind the call: as what nobody catches. */
function failLater(error: unknown): void {
  setImmediate(() => {
    throw error;
  });
}

/** Methods of a service contract: one object in, a promise out. */
function serviceOf(name: string, channel: Channel): unknown {
  return new Proxy(
    {},
    {
      get(_target, method) {
        if (typeof method !== 'string' || method === 'then') return undefined;
        return (input: unknown) => channel.call('service', [name, method, input]);
      },
    },
  );
}
