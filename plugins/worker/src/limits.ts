import type { JobPayload } from '@turnpike/sdk';
import type { WorkerConfig } from './config.js';

export interface RunLimits {
  readonly hardSeconds: number;
  readonly silenceSeconds: number;
  readonly logBytes: number;
}

/** The payload's limits where it has any, else the worker's. */
export function limitsOf(payload: JobPayload, config: WorkerConfig): RunLimits {
  const { hard_limit: hard, log_silence: silence } = payload.timeouts ?? {};
  const logBytes = payload.turnpike?.['log_bytes'];
  return {
    hardSeconds: positive(hard) ?? config.hardSeconds,
    silenceSeconds: positive(silence) ?? config.silenceSeconds,
    logBytes: positive(logBytes) ?? config.logBytes,
  };
}

function positive(value: unknown): number | undefined {
  return typeof value === 'number' && value > 0 ? value : undefined;
}
