/** The typed client of API v3. Imports nothing that a browser does not have. */
export { errorOfAnswer, unreachable } from './client/answer-error.js';
export { createClient, type Client, type ClientOptions } from './client/create-client.js';
export { ERRORS, isTurnpikeError, TurnpikeError, type ErrorCode } from './errors.js';
