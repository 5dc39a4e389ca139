import { startFailure, type InstanceSpec } from '@turnpike/sdk';

/** Jobs never get the engine that runs them, and there is no other one. Throws StartFailure where one is wanted. */
export function refuseDocker({ payload }: Pick<InstanceSpec, 'payload'>): void {
  const wanted = payload.config['services'];
  if (![wanted].flat().includes('docker')) return;
  throw startFailure(
    'user',
    'Jobs of this worker have no Docker (`services: docker`): its engine is root of its machine. Leave it out, or choose a queue whose worker runs jobs on a machine of their own.',
  );
}
