import type { Principal } from '../contracts/http.js';

/** Whose calls are counted together. */
export function principalKey(principal: Principal, ip: string): string {
  if (principal.kind === 'user') return `user:${principal.userId}`;
  if (principal.kind === 'worker' && principal.worker) return `worker:${principal.worker.name}`;
  if (principal.kind === 'job') return `job:${principal.jobId}`;
  if (principal.kind === 'run') return `run:${principal.jobId}.${principal.run}`;
  return `${principal.kind}:${ip}`;
}
