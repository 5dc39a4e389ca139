import type { ConfigMap, JobOrigin } from '@turnpike/sdk';

/** A job on its way, with what it came from. */
export interface Row {
  readonly job: ConfigMap;
  readonly origin: JobOrigin;
}
