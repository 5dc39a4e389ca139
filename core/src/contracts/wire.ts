/**
 * The JSON that browser and API exchange: the judge between `ui` and the plugins `api`, `live`, `web` and `login-local`.
 *
 * - Browsers send `Travis-API-Version: 3`, JSON bodies, and the session cookie (SameSite; writes check Origin).
 * - Unknown attributes are ignored by readers, so additions are no break; nothing here is renamed or dropped
 *   without a decision record.
 * - Nothing here imports more than its own rooms at run time, so the browser may import it: names and addresses, and
 *   how a duration, an age and a job's values are put into words, which interface and commands do alike.
 */
export { addressOfCall, type AddressParts } from './client/address.js';
export type {
  AnswerOf,
  CallArguments,
  CallInput,
  EntryOf,
  PagedName,
} from './client/call-types.js';
export { RIGHTS, type Right } from './operation.js';
export * from './setting-form.js';
export type { ApiCall } from './wire/calls.js';
export * from './wire/envelope.js';
export * from './wire/job-values.js';
export * from './wire/live.js';
export * from './wire/paths.js';
export * from './wire/resources.js';
export { SIGN_IN_PROBLEMS, type SignInProblem } from './wire/sign-in-problems.js';
export * from './wire/system.js';
export * from './wire/times.js';
export type { WireTypes } from './wire/types.js';
export { UI_ELEMENTS, type UiElement } from './wire/ui-elements.js';
