import type { Route } from '@turnpike/sdk';
import type { Api } from '../api.js';
import { accessTokenRoutes } from './access-token.js';
import { homeRoute } from './home.js';
import { peopleRoutes } from './people.js';
import { smallRoutes } from './small.js';

export function travisRoutes(api: Api): Route[] {
  return [homeRoute(api), ...peopleRoutes(api), ...smallRoutes(api), ...accessTokenRoutes(api)];
}
