import type { JobPayload, PayloadBuild } from '@turnpike/sdk';

/** The build: `source` wins over `build`. */
export function jobSource(payload: JobPayload): PayloadBuild | null | undefined {
  return payload.source ?? payload.build;
}

export function webUrl(payload: JobPayload, kind: 'builds' | 'jobs', id: unknown): string {
  const base = payload.turnpike?.public_url?.replace(/\/+$/, '') ?? `https://${payload.host ?? ''}`;
  return `${base}/${payload.repository.slug}/${kind}/${String(id ?? '')}`;
}

export function isPullRequest(payload: JobPayload): boolean {
  return Boolean(payload.job.pull_request);
}
