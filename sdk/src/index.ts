/** What a plugin is written with. */
export { z } from 'zod';
export * from '@turnpike/core/contracts';
export { abortWith } from './abort-with.js';
export { answerLines } from './answer-lines.js';
export { defineExecutor } from './define-executor.js';
export { defineLanguage, languagePlugin, languagesPlugin, versionOf } from './define-language.js';
export { defineLogStore } from './define-log-store.js';
export { defineNotifier } from './define-notifier.js';
export type { PartDefinition } from './define-part.js';
export { createLanes, type LaneOptions, type Lanes } from './lanes.js';
export { definePlugin, provide } from './define-plugin.js';
export { notifiersFor } from './notifiers-for.js';
export { defineVcsProvider } from './define-vcs-provider.js';
export { endedSessionCookies, sessionCookie, sessionToken } from './session-cookie.js';
export {
  addonPlugin,
  addonsPlugin,
  defineAddon,
  defineDeploy,
  defineService,
  deployPlugin,
  deploysPlugin,
  servicePlugin,
  servicesPlugin,
} from './define-parts.js';
export { isSignedBy, NO_REPOSITORY, signBody } from './delivery.js';
export { whyNoOwner, whyNoSlug } from './names.js';
export { compareRefs, identityOf, refEvent, type Refs } from './ref-poll.js';
