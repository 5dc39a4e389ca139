export { createOutbound, type OutboundOptions } from './net/outbound.js';
