import { fakeMetrics } from '@turnpike/sdk/testing';
import { createClient } from '../client/client.js';
import { Config } from '../config.js';
import { createKubernetesExecutor, type KubernetesExecutor } from '../kubernetes-executor.js';
import { createMetrics } from '../metrics.js';
import type { FakeCluster } from './fake-cluster.js';
import { realClock, silentLog } from './parts.js';

/** An executor as a worker of this name has it. */
export function executorOn(
  cluster: Pick<FakeCluster, 'access'>,
  config: object = {},
  worker = 'worker-0',
): KubernetesExecutor {
  const checked = Config.parse({
    images: { default: 'ubuntu' },
    rate: { requestsPerSecond: 1_000, createsPerSecond: 1_000 },
    stopSeconds: 1,
    ...config,
  });
  const client = createClient({ access: cluster.access, rate: checked.rate, clock: realClock });
  const metrics = createMetrics(fakeMetrics());
  return createKubernetesExecutor({
    client,
    config: checked,
    worker,
    clock: realClock,
    log: silentLog,
    metrics,
  });
}
