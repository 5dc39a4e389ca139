import type { Limits, Repository } from '@turnpike/sdk';
import type { HubConfig } from '../config.js';

const MINUTE = 60;

/** Seconds: the repository's own setting (in minutes, up to `limits.jobSeconds`), else the server's default. */
export function timeoutsOf(
  { timeouts }: Pick<HubConfig, 'timeouts'>,
  { jobSeconds }: Pick<Limits, 'jobSeconds'>,
  { settings, private: hidden }: Pick<Repository, 'settings' | 'private'>,
): { readonly hard_limit: number; readonly log_silence: number } {
  const { timeout_hard_limit: hard, timeout_log_silence: silence } = settings;
  const ownDefault = hidden ? timeouts.privateHardSeconds : timeouts.hardSeconds;
  return {
    hard_limit: hard ? Math.min(hard * MINUTE, jobSeconds) : ownDefault,
    log_silence: silence ? silence * MINUTE : timeouts.logSilenceSeconds,
  };
}
