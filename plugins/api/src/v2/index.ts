/**
 * Version 2 of Travis's API, which its command-line client and its old pages speak: read from the same store by the
 * same rights, changed by the endpoints of version 3.
 */
import type { Route } from '@turnpike/sdk';
import type { Api } from '../api.js';
import { buildRoutes } from './builds.js';
import { createAskV3 } from './delegate.js';
import { logRoutes } from './logs.js';
import { peopleRoutes } from './people.js';
import { repoRoutes } from './repos.js';
import { requestRoutes } from './requests.js';
import { settingRoutes } from './settings.js';
import { smallRoutes } from './small.js';
import { sshKeyRoutes } from './ssh-key.js';

/** `v3`: the routes that do what these ask for. */
export function v2Routes(api: Api, v3: readonly Route[]): Route[] {
  const ask = createAskV3(v3);
  return [
    ...smallRoutes(api, ask),
    ...peopleRoutes(api, ask),
    ...repoRoutes(api, ask),
    ...buildRoutes(api, ask),
    ...logRoutes(api, ask),
    ...requestRoutes(api),
    ...settingRoutes(api, ask),
    ...sshKeyRoutes(api, ask),
  ];
}
