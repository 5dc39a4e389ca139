export { hostAddress, tokenIn, type HostAddress } from './host-address.js';
export { answerOf, askAsPerson, noAnswer, UnknownTokenError } from './host-answers.js';
export { noApplication, renewGrant, type GrantRenewal } from './renew-grant.js';
