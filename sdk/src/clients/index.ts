/** HTTP faces of services whose methods carry byte streams. */
export { logRoutes } from './log-routes.js';
export { logOperations } from './log-operations.js';
