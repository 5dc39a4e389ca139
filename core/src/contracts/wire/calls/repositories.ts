import { INCLUDE, PAGED, type Calls, OF_HOST } from './call.js';

const REPOSITORIES = {
  ...PAGED,
  ...INCLUDE,
  name_filter: 'Only those with this in their slug.',
  slug_filter: 'The same, as Travis calls it.',
  active: ['boolean', 'Only those that build, or only those that do not.'],
  'repository.active': ['boolean', 'The same, as Travis calls it.'],
  private: ['boolean', 'Taken, as Travis has it; changes nothing.'],
  starred: ['boolean', 'Taken, as Travis has it; changes nothing.'],
  sort_by: 'Taken, as Travis has it; active ones come first, then the newest build.',
} as const;

/** Repositories, their branches, hooks and members. */
export const REPOSITORY_CALLS = {
  owner: {
    summary: 'Shows a user or an organization',
    rights: 'visitor',
    query: OF_HOST,
    answer: 'WireOwner',
  },
  ownerRepositories: {
    summary: 'Lists the repositories of an owner',
    rights: 'visitor',
    query: REPOSITORIES,
    answer: 'WireRepositories',
  },
  repositories: {
    summary: 'Lists the repositories that one may read',
    rights: 'visitor',
    query: REPOSITORIES,
    answer: 'WireRepositories',
  },
  addRepository: {
    summary: 'Adds a repository',
    description: '`clone_url` is an address or an absolute path; the slug follows from it.',
    rights: 'administrator',
    body: 'repository',
    answer: 'WireRepository',
    status: 201,
  },
  repository: {
    summary: 'Shows a repository',
    rights: 'repository:read',
    query: INCLUDE,
    answer: 'WireRepository',
  },
  changeRepository: {
    summary: 'Changes where a repository lies, its token, who sees it',
    description: '`clone_url` is for administrators of the platform.',
    rights: 'repository:admin',
    query: INCLUDE,
    body: 'repository_change',
    answer: 'WireRepository',
  },
  removeRepository: {
    summary: 'Removes a repository',
    description:
      'With its builds, logs and secrets, and with its hook at the host as far as that can be asked. The answer says what is left there.',
    rights: 'administrator',
    answer: 'WireRemovedRepository',
  },
  removedRepositories: {
    summary: 'Lists removed repositories that may have left something at their hosts',
    rights: 'administrator',
    query: PAGED,
    answer: 'WireRemovedRepositories',
  },
  removedRepository: {
    summary: 'Shows what a removed repository may have left at its host',
    rights: 'administrator',
    answer: 'WireRemovedRepository',
  },
  removeLeftHook: {
    summary: 'Takes the hook of a removed repository away at its host',
    description: '`token` is used for this once: none was kept.',
    rights: 'administrator',
    body: 'left_hook',
    answer: 'WireRemovedRepository',
  },
  forgetRemoved: {
    summary: 'Forgets what a removed repository left at its host',
    rights: 'administrator',
  },
  activate: {
    summary: 'Lets a repository build',
    description:
      'Sets up its webhook at the host, and for a private one a key that may read it; what fails there is undone, and the repository stays as it was. Repeatable.',
    rights: 'repository:admin',
    query: INCLUDE,
    answer: 'WireRepository',
  },
  deactivate: {
    summary: 'Stops a repository from building',
    description: 'Takes its webhook and key away at the host, as far as that lets us.',
    rights: 'repository:admin',
    query: INCLUDE,
    answer: 'WireRepository',
  },
  hook: {
    summary: 'Shows the webhook of a repository, with its secret',
    rights: 'repository:admin',
    answer: 'WireWebhook',
  },
  renewHook: {
    summary: 'Makes a new secret, and installs the hook at the host where it can be',
    rights: 'repository:admin',
    body: 'webhook',
    answer: 'WireWebhook',
  },
  hookHealth: {
    summary: 'Says how the webhook does at its host, which is asked for it',
    rights: 'repository:admin',
    answer: 'WireHookHealth',
  },
  testHook: {
    summary: 'Makes the host send a delivery to the webhook',
    rights: 'repository:admin',
    answer: 'WireHookTest',
    status: 202,
  },
  removeHook: {
    summary: 'Takes the hook away at the host',
    description: 'Its secret stays, so that it can be installed anew.',
    rights: 'repository:admin',
    answer: 'WireHookLeft',
  },
  permissions: {
    summary: 'Lists who may do what with a repository',
    rights: 'repository:admin',
    answer: 'WirePermissions',
  },
  setPermission: {
    summary: 'Gives a person a right on a repository, or takes all away',
    rights: 'repository:admin',
    body: 'permission',
    answer: 'WirePermission',
  },
  branches: {
    summary: 'Lists branches, default branch first',
    rights: 'repository:read',
    query: {
      ...PAGED,
      ...INCLUDE,
      name: 'Only those with this in their name.',
      exists_on_github: ['boolean', 'Taken, as Travis has it; changes nothing.'],
      'branch.exists_on_github': ['boolean', 'Taken, as Travis has it; changes nothing.'],
    },
    answer: 'WireBranches',
  },
  branch: {
    summary: 'Shows a branch',
    rights: 'repository:read',
    query: INCLUDE,
    answer: 'WireBranch',
  },
  keyPair: {
    summary: 'Shows the key with which `secure` values are encrypted',
    rights: 'repository:read',
    answer: 'WireKeyPair',
  },
  renewKeyPair: {
    summary: 'Makes a new key pair',
    description: 'Values that were encrypted for the old one cannot be read any more.',
    rights: 'repository:admin',
    answer: 'WireKeyPair',
  },
  sshKeys: {
    summary: 'Lists the SSH key that jobs get: one, or none',
    rights: 'repository:write',
    answer: 'WireSshKeys',
  },
  sshKey: {
    summary: 'Shows the SSH key that jobs get',
    description: 'The one that was given for this repository; its private half is never shown.',
    rights: 'repository:write',
    answer: 'WireSshKey',
  },
  createSshKey: {
    summary: 'Gives jobs an SSH key',
    description: 'They clone with it, submodules and dependencies too. Forks have none.',
    rights: 'repository:admin',
    body: 'key_pair',
    answer: 'WireSshKey',
    status: 201,
  },
  updateSshKey: {
    summary: 'Replaces the SSH key that jobs get, or its description',
    rights: 'repository:admin',
    body: 'key_pair_change',
    answer: 'WireSshKey',
  },
  deleteSshKey: {
    summary: 'Takes the SSH key away from jobs',
    rights: 'repository:admin',
  },
} as const satisfies Calls;
