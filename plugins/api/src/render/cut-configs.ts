/** Configurations of many jobs, each whole: what is beyond a bound is left out, and said so. */
import { type JsonObject } from '@turnpike/sdk';
import { jsonSize } from '@turnpike/sdk/platform';
import { hideSecrets } from './hide-secrets.js';
import type { Wire } from './render.js';

/** Characters of all configurations in one answer. */
const MOST = 2_097_152;

export interface ConfigRoom {
  /** `config` without secrets; where there is no room left, `{}` and `config_cut`. */
  show(config: object): Wire;
  /** For one that was not read, since there is no room. */
  leaveOut(): Wire;
  /** `@warnings` of the answer where something was left out. */
  warnings(): Wire;
}

export function createConfigRoom(most = MOST): ConfigRoom {
  let left = most;
  let cut = 0;
  const leaveOut = (): Wire => {
    cut += 1;
    return { config: {}, config_cut: true };
  };
  return {
    leaveOut,
    show(config) {
      const size = jsonSize(config, left);
      if (size > left) return leaveOut();
      left -= size;
      return { config: hideSecrets(config as JsonObject) };
    },
    warnings() {
      if (cut === 0) return {};
      const message = `The configurations of ${cut} jobs are left out: together they have more than ${most} characters.`;
      const warning = { '@type': 'warning', message, warning_type: 'answer_cut' };
      return { '@warnings': [warning] };
    },
  };
}
