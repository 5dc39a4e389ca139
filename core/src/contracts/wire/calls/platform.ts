import { PAGED, type Calls } from './call.js';

/** What entries of the audit log are narrowed by. */
const AUDIT_FILTER = {
  user: 'By this login.',
  action: 'This action; `user.`: all that begin so.',
  target: 'How the thing begins: `user/grace`, `repo/ada/`.',
  from: 'From this time on.',
  to: 'Before this time.',
} as const;
const OF_REPOSITORY = { repository_id: ['integer', 'Of this repository.'] } as const;

/** The running platform itself. */
export const PLATFORM_CALLS = {
  system: {
    summary: 'Shows what runs, what waits and what is wrong',
    rights: 'administrator',
    answer: 'WireSystem',
  },
  hosts: {
    summary: 'Lists the code hosts of the configuration, and the apps that were made for them',
    rights: 'administrator',
    answer: 'WireHosts',
  },
  forgetHostApp: {
    summary: 'Forgets an app of a host that was made from the system page',
    description: 'At the host it stays until somebody deletes it there.',
    rights: 'administrator',
  },
  ui: { summary: 'Lists what plugins add to the pages', rights: 'anyone', answer: 'WireUi' },
  audit: {
    summary: 'Lists who did what, newest first',
    rights: 'administrator',
    query: { ...PAGED, ...AUDIT_FILTER, ...OF_REPOSITORY },
    answer: 'WireAuditEntries',
  },
  auditLines: {
    summary: 'Writes out who did what, newest first, an entry of JSON a line',
    rights: 'administrator',
    query: { ...AUDIT_FILTER, ...OF_REPOSITORY },
    media: 'application/jsonl',
  },
  repositoryAudit: {
    summary: 'Lists who did what to a repository, newest first',
    description: 'Addresses are for administrators of the platform.',
    rights: 'repository:admin',
    query: { ...PAGED, ...AUDIT_FILTER },
    answer: 'WireAuditEntries',
  },
  repositoryAuditLines: {
    summary: 'Writes out who did what to a repository, an entry of JSON a line',
    rights: 'repository:admin',
    query: AUDIT_FILTER,
    media: 'application/jsonl',
  },
  workerTokens: {
    summary: 'Lists the tokens of workers',
    rights: 'administrator',
    answer: 'WireWorkerTokens',
  },
  createWorkerToken: {
    summary: 'Makes a token for a worker',
    description: 'The token itself stands in this answer only.',
    rights: 'administrator',
    body: 'worker_token',
    answer: 'WireWorkerToken',
    status: 201,
  },
  revokeWorkerToken: { summary: "Revokes a worker's token", rights: 'administrator' },
  serverConfig: {
    summary: 'Shows the key with which webhooks are signed',
    rights: 'anyone',
    answer: 'WireServerConfig',
  },
  openapi: {
    summary: 'Describes all of this, as OpenAPI 3.1',
    rights: 'anyone',
    answer: 'JsonObject',
    also: { 304: 'It is as it was.' },
  },
} as const satisfies Calls;
