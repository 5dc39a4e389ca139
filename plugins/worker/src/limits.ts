import type { JobPayload } from '@turnpike/sdk';
import type { WorkerConfig } from './config.js';

export interface RunLimits {
  readonly hardSeconds: number;
  readonly silenceSeconds: number;
  readonly logBytes: number;
}

/** Where neither the payload nor the worker says anything. */
const DEFAULTS: RunLimits = { hardSeconds: 3_000, silenceSeconds: 600, logBytes: 67_108_864 };

/** The payload's limits, which the worker's own may only make smaller. */
export function limitsOf(
  payload: Pick<JobPayload, 'timeouts' | 'turnpike'>,
  config: Pick<WorkerConfig, keyof RunLimits>,
): RunLimits {
  const { hard_limit: hard, log_silence: silence } = payload.timeouts ?? {};
  return {
    hardSeconds: smaller(hard, config.hardSeconds) ?? DEFAULTS.hardSeconds,
    silenceSeconds: smaller(silence, config.silenceSeconds) ?? DEFAULTS.silenceSeconds,
    logBytes: smaller(payload.turnpike?.['log_bytes'], config.logBytes) ?? DEFAULTS.logBytes,
  };
}

function smaller(given: unknown, own: number | undefined): number | undefined {
  const asked = typeof given === 'number' && given > 0 ? given : undefined;
  return asked === undefined ? own : Math.min(asked, own ?? Infinity);
}
