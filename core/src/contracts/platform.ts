/** Contracts of the platform's own roles and commands: `@turnpike/sdk/platform` has them. */
export * from './asked-by.js';
export { jsonExcess, jsonSize } from './bounded-json.js';
export { coreConfig, type CoreConfig } from './config.js';
export type { EventBus } from './events.js';
export { HOST_SESSION_COOKIE, SESSION_COOKIE } from './http.js';
export * from './login-key.js';
export * from './notification-form.js';
export { permissionsOf } from './permissions.js';
export { repositoryRight } from './plugin-topics.js';
export { defineService as defineServiceContract } from './service.js';
export {
  commandsService,
  deliveriesService,
  leasesService,
  previewService,
  scriptCompilerService,
} from './services.js';
export {
  BUILD_TRANSITIONS,
  JOB_TRANSITIONS,
  mayBecome,
  RUNNING_JOB_STATES,
  type TransitionTable,
} from './states.js';
export * from './store.js';
export * from './wire.js';
export { CALLS, operationsOf } from './wire/calls.js';
export * from './wire/wire-schemas.js';
export * from './yml-conflicts.js';
