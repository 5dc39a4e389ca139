import type { Repository } from '@turnpike/sdk';
import type { HubConfig } from '../config.js';

const MINUTE = 60;

/** Seconds: the repository's own setting (in minutes), else the server's default. */
export function timeoutsOf(
  { timeouts }: Pick<HubConfig, 'timeouts'>,
  { settings, private: hidden }: Pick<Repository, 'settings' | 'private'>,
): { readonly hard_limit: number; readonly log_silence: number } {
  const { timeout_hard_limit: hard, timeout_log_silence: silence } = settings;
  return {
    hard_limit: hard ? hard * MINUTE : hidden ? timeouts.privateHardSeconds : timeouts.hardSeconds,
    log_silence: silence ? silence * MINUTE : timeouts.logSilenceSeconds,
  };
}
