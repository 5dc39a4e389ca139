import type { Calls } from './call.js';

/** Sessions, tokens and the account of whoever asks. */
export const OWN_CALLS = {
  session: {
    summary: 'Tells who asks, and how one may log in',
    description: 'Never an error: `user` is null for who is not logged in.',
    rights: 'anyone',
    answer: 'WireSession',
  },
  logIn: {
    summary: 'Logs in',
    description: 'Sets the cookie of the session. From pages of the platform itself only.',
    rights: 'anyone',
    body: 'session',
    answer: 'WireSession',
  },
  logOut: { summary: 'Logs out', rights: 'signed-in' },
  user: { summary: 'Shows the own account', rights: 'signed-in', answer: 'WireUser' },
  tokens: { summary: 'Lists the own API tokens', rights: 'signed-in', answer: 'WireTokens' },
  createToken: {
    summary: 'Makes an API token',
    description:
      'The token itself stands in this answer only. It may do no more than what made it.',
    rights: 'signed-in',
    body: 'token',
    answer: 'WireToken',
    status: 201,
  },
  deleteToken: { summary: 'Revokes an own API token', rights: 'signed-in' },
  sessions: {
    summary: 'Lists the own browsers that are logged in',
    rights: 'signed-in',
    answer: 'WireBrowserSessions',
  },
  endSession: { summary: 'Logs an own browser out', rights: 'signed-in' },
  syncs: {
    summary: 'Shows what the linked code hosts say that one may do, and how far asking them is',
    rights: 'signed-in',
    answer: 'WireSyncs',
  },
  syncUser: {
    summary: 'Asks the code hosts of an account anew what it may do',
    description:
      'Goes on behind the answer; `GET /v3/user/syncs` shows how far it is. 409 `already_syncing` while it goes on already. Of others: administrators.',
    rights: 'signed-in',
    answer: 'WireUser',
  },
} as const satisfies Calls;

/** What login-local serves: passwords, and accounts made by administrators. */
export const LOGIN_LOCAL_CALLS = {
  setPassword: {
    summary: 'Changes the own password',
    description: 'All other sessions end. `current` may be absent while there is none.',
    rights: 'signed-in',
    body: 'password',
  },
  createUser: {
    summary: 'Adds an account, and a one-time link to log in',
    rights: 'administrator',
    body: 'user',
    answer: 'WireUserLink',
    status: 201,
  },
  resetPassword: {
    summary: 'Makes a one-time link with which a new password is set',
    rights: 'administrator',
    answer: 'WireUserLink',
  },
} as const satisfies Calls;

/** What administrators do with the accounts of others. */
export const USER_CALLS = {
  owners: { summary: 'Lists all owners', rights: 'administrator', answer: 'WireOwners' },
  suspendOwner: {
    summary: 'Lets nothing of an owner be built',
    description: 'Jobs wait, new requests are rejected, and both say why. What runs goes on.',
    rights: 'administrator',
    answer: 'WireOwner',
  },
  reactivateOwner: {
    summary: 'Lets the jobs of a suspended owner go on',
    rights: 'administrator',
    answer: 'WireOwner',
  },
  users: { summary: 'Lists all accounts', rights: 'administrator', answer: 'WireUsers' },
  suspendUser: {
    summary: 'Suspends an account',
    description: 'Its sessions and tokens end. 409 for the last administrator.',
    rights: 'administrator',
    answer: 'WireUser',
  },
  reactivateUser: {
    summary: 'Lets a suspended account in again',
    rights: 'administrator',
    answer: 'WireUser',
  },
  promoteUser: {
    summary: 'Makes an account an administrator',
    rights: 'administrator',
    answer: 'WireUser',
  },
  demoteUser: {
    summary: 'Takes the rights of an administrator away',
    description: '409 for the last one.',
    rights: 'administrator',
    answer: 'WireUser',
  },
  removeUser: {
    summary: 'Removes an account',
    description: '409 for the last administrator.',
    rights: 'administrator',
  },
  userTokens: {
    summary: 'Lists the API tokens of an account',
    rights: 'administrator',
    answer: 'WireTokens',
  },
  revokeUserToken: { summary: 'Revokes an API token of an account', rights: 'administrator' },
  userSessions: {
    summary: 'Lists the browsers in which an account is logged in',
    rights: 'administrator',
    answer: 'WireBrowserSessions',
  },
  endUserSession: { summary: 'Logs a browser of an account out', rights: 'administrator' },
  revokeAccess: {
    summary: 'Ends all sessions and tokens of an account',
    rights: 'administrator',
    answer: 'WireRevoked',
  },
} as const satisfies Calls;
