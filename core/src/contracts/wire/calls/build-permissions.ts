import type { Calls } from './call.js';

const DESCRIPTION =
  'As Travis has it. Everybody may until it is taken from them; a pull request or push of theirs is rejected with that reason then, and they can trigger and restart nothing.';

/** Who may have builds started. */
export const BUILD_PERMISSION_CALLS = {
  buildPermissions: {
    summary: 'Lists who may have builds started in a repository',
    description: 'People with rights on it, and those from whom it was taken.',
    rights: 'repository:admin',
    answer: 'WireBuildPermissions',
  },
  setBuildPermissions: {
    summary: 'Says of people whether they may have builds started in a repository',
    description: DESCRIPTION,
    rights: 'repository:admin',
    body: 'build_permissions',
  },
  ownerBuildPermissions: {
    summary: 'Lists who may have builds started in all repositories of an owner',
    description: 'People with rights on all of it, and those from whom it was taken.',
    rights: 'owner:admin',
    answer: 'WireBuildPermissions',
  },
  setOwnerBuildPermissions: {
    summary: 'Says of people whether they may have builds started in repositories of an owner',
    description: DESCRIPTION,
    rights: 'owner:admin',
    body: 'build_permissions',
  },
} as const satisfies Calls;
