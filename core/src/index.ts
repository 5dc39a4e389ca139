/** The platform's runtime: a host that loads plugins. Plugins themselves import only the SDK. */
export { bundledConfigDir } from './config/sources.js';
export { bootHost } from './host/boot.js';
export type { OnAnswer, SeenAnswer } from './http/http-host.js';
export type { Host, HostOptions } from './host/host.js';
export { bootTree, describeProblem } from './host/problems.js';
export { loadPlugins } from './host/load.js';
export type { HostClock } from './host/system-clock.js';
export { createSecretBox } from './secrets/secret-box.js';
export { memoryKeyRing } from './secrets/server-key.js';
export { createTokenIssuer } from './secrets/token-issuer.js';
export { silentLogger } from './log/silent-logger.js';
export { createOutbound, type OutboundOptions } from './net/outbound.js';
export * from './store/index.js';
