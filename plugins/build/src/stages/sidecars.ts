import type { ServiceSidecar } from '@turnpike/sdk';
import type { Compilation } from '../context.js';
import type { Registry } from '../parts.js';
import { wantedServices } from './services.js';

/** The services that a container executor starts beside the job. */
export function sidecars(ctx: Compilation, registry: Registry): ServiceSidecar[] {
  return wantedServices(ctx).flatMap((name) => {
    const service = registry.services.get(name);
    return service?.sidecar ? [{ name: service.id, ...service.sidecar }] : [];
  });
}
