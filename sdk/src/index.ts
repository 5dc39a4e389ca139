/** What a plugin is written with. What the platform's own roles use besides is in `platform.ts`. */
export { z } from 'zod';
export * from '@turnpike/core/contracts/authors';
export { defineExecutor } from './define-executor.js';
export { defineFileStore } from './define-file-store.js';
export { defineLanguage, languagePlugin, languagesPlugin, versionOf } from './define-language.js';
export {
  defineLogin,
  loginTitle,
  oauthLogin,
  outboundFetch,
  type FetchInit,
  type HostReader,
  type LoginDefinition,
  type OAuthDetails,
} from './login/index.js';
export { defineLogStore } from './define-log-store.js';
export { defineNotifier } from './define-notifier.js';
export type { PartDefinition } from './define-part.js';
export { definePlugin, provide } from './define-plugin.js';
export { defineVcsProvider } from './define-vcs-provider.js';
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
export { executorOnDemand, type ExecutorOnDemand } from './executor-on-demand.js';
export { isSignedBy, NO_REPOSITORY, signBody } from './delivery.js';
export { deliveryJson, readPayload } from './delivery-payload.js';
export * from './hosts/index.js';
export { whyNoOwner, whyNoSlug } from './names.js';
export {
  noticeLines,
  postNotice,
  type NoticePost,
  type NoticeTextOptions,
} from './notices/index.js';
export { compareRefsAndPulls, type OpenPull } from './pull-poll.js';
export { compareRefs, identityOf, refEvent, type Refs } from './ref-poll.js';
export { isSameSshKey } from './ssh-keys.js';
export { startFailure } from './start-failure.js';
export { whileGone } from './while-gone.js';
