/** What the platform's own roles and commands use beside what authors do. May change with any version. */
export * from '@turnpike/core/contracts/platform';
export { abortWith } from './abort-with.js';
export { answerLines } from './answer-lines.js';
export * from './images/index.js';
export { kindOfHost, vcsTypeOf } from './kind-of-host.js';
export { createLanes, type LaneOptions, type Lanes } from './lanes.js';
export { notifiersFor } from './notifiers-for.js';
export {
  endedSessionCookies,
  sessionCookie,
  sessionToken,
  signInBrowser,
  signInCookie,
} from './session-cookie.js';
