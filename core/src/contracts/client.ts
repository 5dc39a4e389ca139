/** The typed client of API v3. Imports nothing that a browser does not have. */
export { addressOfCall, type AddressParts } from './client/address.js';
export { errorOfAnswer, unreachable } from './client/answer-error.js';
export type {
  AnswerOf,
  CallArguments,
  CallInput,
  EntryOf,
  PagedName,
} from './client/call-types.js';
export { createClient, type Client, type ClientOptions } from './client/create-client.js';
export { ERRORS, isTurnpikeError, TurnpikeError, type ErrorCode } from './errors.js';
