import {
  INCLUDES,
  YML_SCHEMA_PATH,
  type WireDeliveries,
  type WireDelivery,
  type WireInputs,
  type WireLint,
  type WirePending,
  type WireRequest,
  type WireRequests,
} from '@turnpike/core/contracts/wire';
import { withBase } from './base.js';
import { call } from './http.js';

export function listRequests(
  repo: number,
  filter: { readonly offset?: number; readonly result?: string },
  signal?: AbortSignal,
): Promise<WireRequests> {
  return call('requests', {
    params: { repo },
    query: { ...filter, limit: 25, include: INCLUDES.requests },
    ...(signal && { signal }),
  });
}

export function getRequest(repo: number, id: number, signal?: AbortSignal): Promise<WireRequest> {
  return call('request', {
    params: { repo, id },
    query: { include: INCLUDES.request },
    ...(signal && { signal }),
  });
}

export function createRequest(repo: number, body: WireInputs['request']): Promise<WirePending> {
  return call('createRequest', { params: { repo }, body });
}

export function preview(repo: number, body: WireInputs['preview']): Promise<WireLint> {
  return call('preview', { params: { repo }, body });
}

export function lint(content: string, signal?: AbortSignal): Promise<WireLint> {
  return call('lint', {
    body: { content } satisfies WireInputs['lint'],
    ...(signal && { signal }),
  });
}

/** Where editors find the JSON Schema of configurations. */
export const schemaUrl = (): string => new URL(withBase(YML_SCHEMA_PATH), location.origin).href;

export function listDeliveries(
  repo: number,
  offset: number,
  signal?: AbortSignal,
): Promise<WireDeliveries> {
  return call('deliveries', {
    params: { repo },
    query: { offset, limit: 25 },
    ...(signal && { signal }),
  });
}

export function getDelivery(id: number): Promise<WireDelivery> {
  return call('delivery', { params: { id } });
}

export function redeliver(id: number): Promise<WirePending> {
  return call('redeliver', { params: { id }, body: {} });
}
