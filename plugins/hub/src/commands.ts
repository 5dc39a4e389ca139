import type { Commands } from '@turnpike/sdk';
import { cancelBuild } from './cancel-build.js';
import { cancelJob } from './cancel-job.js';
import type { Hub } from './context.js';
import { errorJob } from './error-job.js';
import { restartBuild } from './restart-build.js';
import { restartJob } from './restart-job.js';

/** What people ask of hub. A refusal is an answer. */
export function createCommands(hub: Hub): Commands {
  return {
    cancelJob: (input) => cancelJob(hub, input),
    cancelBuild: (input) => cancelBuild(hub, input),
    errorJob: (input) => errorJob(hub, input),
    restartJob: (input) => restartJob(hub, input),
    restartBuild: (input) => restartBuild(hub, input),
  };
}
