/** What core itself answers, in any process. */
import type { Operations } from '../contracts/operation.js';

const text = { type: 'string' } as const;

const READINESS = {
  type: 'object',
  properties: {
    ready: { type: 'boolean' },
    bus: { enum: ['connected', 'away'] },
    database: { enum: ['none', 'connected', 'away', 'locked', 'full', 'read-only'] },
    code: text,
    message: text,
    way_out: text,
  },
  required: ['ready', 'bus', 'database'],
  additionalProperties: false,
} as const;

export const CORE_OPERATIONS: Operations = {
  isAlive: {
    address: 'GET /healthz',
    summary: 'Says that the process runs',
    tag: 'Health',
    rights: 'anyone',
    answers: {
      200: {
        schema: {
          type: 'object',
          properties: { status: { const: 'ok' } },
          required: ['status'],
          additionalProperties: false,
        },
      },
    },
  },
  isReady: {
    address: 'GET /readyz',
    summary: 'Says whether the process does its work',
    description: 'Not before it has started, and not without its database.',
    tag: 'Health',
    rights: 'anyone',
    answers: {
      200: { schema: READINESS },
      503: { description: 'It does not.', schema: READINESS },
    },
  },
  metrics: {
    address: 'GET /metrics',
    summary: 'Shows metrics for Prometheus',
    description: 'Open on a server that listens on this machine only, or by `http.openMetrics`.',
    tag: 'Health',
    rights: 'role',
    answers: { 200: { type: 'text/plain' } },
  },
};
