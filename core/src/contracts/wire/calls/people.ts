import { OF_HOST, type Calls } from './call.js';

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
  preferences: {
    summary: 'Lists preferences of the own account',
    rights: 'signed-in',
    answer: 'WirePreferences',
  },
  preference: {
    summary: 'Shows a preference of the own account',
    rights: 'signed-in',
    answer: 'WirePreference',
  },
  setPreference: {
    summary: 'Changes a preference of the own account',
    rights: 'signed-in',
    body: 'preference',
    answer: 'WirePreference',
  },
  subscribeEmail: {
    summary: 'Mail about the builds of a repository is wanted again',
    rights: 'repository:read',
  },
  unsubscribeEmail: {
    summary: 'No more mail about the builds of a repository',
    rights: 'repository:read',
  },
  star: {
    summary: 'Makes a repository a favourite',
    rights: 'repository:read',
    answer: 'WireRepository',
  },
  unstar: {
    summary: 'Makes a repository one like others',
    rights: 'repository:read',
    answer: 'WireRepository',
  },
  mailbox: {
    summary: 'Shows whose mail about what a link is for',
    description: 'Whoever has the link of a mail may ask: it is signed.',
    rights: 'anyone',
    answer: 'WireMailbox',
  },
  unsubscribe: {
    summary: 'No more mail about the builds of a repository, by the link of a mail',
    description: 'What is posted is not read: mail programs post one word (RFC 8058).',
    rights: 'anyone',
    answer: 'WireMailbox',
  },
  resubscribe: {
    summary: 'Takes back what was said by the link of a mail',
    rights: 'anyone',
    answer: 'WireMailbox',
  },
  ownData: {
    summary: 'Writes out all that is kept of the own account',
    rights: 'signed-in',
    answer: 'JsonObject',
  },
  deleteAccount: {
    summary: 'Deletes the own account',
    description:
      'With sessions, tokens, rights and preferences. Builds stay, with nobody as who asked for them. `login` has to be the own one; 409 for the last administrator.',
    rights: 'signed-in',
    body: 'account_removal',
  },
  endOtherSessions: {
    summary: 'Logs out all own browsers but the one that asks',
    description: 'API tokens stay.',
    rights: 'signed-in',
    answer: 'WireRevoked',
  },
  identities: {
    summary: 'Lists the own accounts at hosts',
    rights: 'signed-in',
    answer: 'WireIdentities',
  },
  linkIdentity: {
    summary: 'Begins to link an account at a host',
    description:
      'Answers where the browser goes on: one signs in there, and comes back to this account. From a session only.',
    rights: 'signed-in',
    body: 'identity',
    answer: 'WireSignIn',
  },
  unlinkIdentity: {
    summary: 'Unlinks an account at a host',
    description: 'With the rights that came by it. 409 for the last way to log in.',
    rights: 'signed-in',
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
  secondFactor: {
    summary: 'Tells whether the own account has a second factor',
    rights: 'signed-in',
    answer: 'WireSecondFactor',
  },
  beginSecondFactor: {
    summary: 'Makes a second factor, which counts once it is confirmed',
    description:
      'By time (TOTP, RFC 6238): six digits, 30 s, SHA-1. The key stands in this answer only.',
    rights: 'signed-in',
    body: 'second_factor',
    answer: 'WireSecondFactorKey',
    status: 201,
  },
  confirmSecondFactor: {
    summary: 'Confirms the second factor by a first code',
    description:
      'All other sessions end. Recovery codes stand in this answer only; each is good once.',
    rights: 'signed-in',
    body: 'second_factor_code',
    answer: 'WireRecoveryCodes',
  },
  removeSecondFactor: {
    summary: 'Removes the own second factor',
    rights: 'signed-in',
    body: 'second_factor',
  },
  resetSecondFactor: {
    summary: 'Removes the second factor of an account whose owner has lost it',
    rights: 'administrator',
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
    query: OF_HOST,
    answer: 'WireOwner',
  },
  reactivateOwner: {
    summary: 'Lets the jobs of a suspended owner go on',
    rights: 'administrator',
    query: OF_HOST,
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
  becomeUser: {
    summary: 'Shows the platform as somebody else sees it, for a while',
    description:
      "From a session only, and as nobody who is an administrator. With no more than the other's rights; tokens, secrets, passwords, rights and accounts are refused meanwhile. The audit log names both.",
    rights: 'administrator',
    body: 'become?',
  },
  returnFromUser: {
    summary: 'Ends seeing the platform as somebody else',
    description: '409 `not_acting` for who is themselves already.',
    rights: 'signed-in',
    answer: 'WireSession',
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
