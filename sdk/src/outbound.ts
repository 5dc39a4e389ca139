/** The only way to URLs that users name. Require `tokens.outbound` and hand it to what sends. */
export type {
  Outbound,
  OutboundInit,
  OutboundPlace,
  OutboundResponse,
} from '@turnpike/core/contracts';
export { outboundFetch } from './outbound/fetch.js';
