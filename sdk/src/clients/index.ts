/** HTTP faces of services whose methods carry byte streams. */
export { logRoutes } from './log-routes.js';
