export { defineLogin, loginTitle, type LoginDefinition } from './define-login.js';
export { oauthLogin, type HostReader, type OAuthDetails } from './oauth-login.js';
export { outboundFetch, type FetchInit } from './outbound-fetch.js';
