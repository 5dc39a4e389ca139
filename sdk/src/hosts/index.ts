export { ignoredDelivery, type DeliveryPayload, type DeliverySaid } from './delivery-said.js';
export { hostAddress, tokenIn, type HostAddress } from './host-address.js';
export { answerOf, askAsPerson, noAnswer, UnknownTokenError } from './host-answers.js';
export {
  hostCalls,
  jsonOf,
  withQuery,
  type HostApi,
  type HostCalls,
  type HostQuery,
} from './host-calls.js';
export {
  cleanPath,
  credentialOf,
  escapePath,
  fileText,
  leadsElsewhere,
  WHOLE_SHA,
} from './host-paths.js';
export { noApplication, renewGrant, type GrantRenewal } from './renew-grant.js';
