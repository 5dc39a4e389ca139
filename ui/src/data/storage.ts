import type { WireArtifact, WireCaches, WireRemoval } from '@turnpike/core/contracts/wire';
import { withBase } from './base.js';
import { ApiError, call } from './http.js';

/** Where no plugin keeps files there are none. */
function unlessAbsent(error: unknown): undefined {
  if (error instanceof ApiError && error.status === 404) return undefined;
  throw error;
}

/** With a reason where it is not kept any more. */
export type ListedArtifact = WireArtifact & Partial<WireRemoval>;

export async function listArtifacts(build: number, signal?: AbortSignal): Promise<readonly ListedArtifact[]> {
  const answer = await call('artifacts', { params: { id: build }, ...(signal && { signal }) }).catch(unlessAbsent);
  return [...(answer?.artifacts ?? []), ...(answer?.removed ?? [])];
}

/** Address of a download, for links. */
export const artifactAddress = (artifact: WireArtifact): string => withBase(artifact['@href'] ?? '');

export async function listCaches(repo: number, signal?: AbortSignal): Promise<WireCaches | undefined> {
  return call('caches', { params: { repo }, ...(signal && { signal }) }).catch(unlessAbsent);
}

/** Those with the text in their names, on one branch; all without either. */
export function deleteCaches(repo: number, of: { readonly branch?: string; readonly match?: string }): Promise<unknown> {
  return call('deleteCaches', { params: { repo }, query: of });
}
