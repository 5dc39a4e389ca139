/** Value names of the older chart for Travis CI, kept: mapped, said to do nothing, or refused with the new name. */
import { z } from 'zod';

const old = z.unknown().describe('Of the older chart: UPGRADING.md says what it means here.');

const images = [
  ...['Web', 'Api', 'Listener', 'Bae', 'Scheduler'],
  ...['Build', 'Logs', 'Worker', 'Hub', 'Migrations'],
].map((name) => [`travis${name}`, old] as const);

export const seedShape = {
  ...Object.fromEntries(images),
  ...{ rabbitmq: old, redis: old, postgresql: old, replicaCount: old, service: old },
  ...{ resources: old, nodeSelector: old, tolerations: old, affinity: old },
};
