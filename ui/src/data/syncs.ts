import type { WireSync, WireSyncs, WireUser } from '@turnpike/core/contracts/wire';
import { count } from './format.js';
import { call } from './http.js';

export function listSyncs(signal?: AbortSignal): Promise<WireSyncs> {
  return call('syncs', signal ? { signal } : {});
}

/** Of all linked hosts of an account. Goes on behind the answer. */
export function syncUser(id: number): Promise<WireUser> {
  return call('syncUser', { params: { id } });
}

/** Is a host being asked, or about to be? */
export const isOpen = ({ state }: WireSync): boolean => state === 'waiting' || state === 'running';

/** `214 repositories of 3 owners` */
export function seen({ repositories, owners }: WireSync): string {
  const what = repositories === 1 ? '1 repository' : `${repositories} repositories`;
  return `${what} of ${count(owners, 'owner')}`;
}
