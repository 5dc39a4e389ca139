import type { ApproveContext, Rejection, RequestContext } from '@turnpike/sdk';
import type { BuildPermissionStore, OwnerStore } from '@turnpike/sdk/store';
import type { Config } from '../config.js';
import { branchFilter } from './branch-filter.js';
import { buildPermission } from './build-permission.js';
import { buildType } from './build-type.js';
import { excludedRepository } from './excluded-repository.js';
import { closedPullRequest, inactiveRepository } from './inactive-repository.js';
import { noJobs } from './no-jobs.js';
import { skipCommand } from './skip-command.js';

type Answer = Rejection | undefined | Promise<Rejection | undefined>;
export interface RuleDeps {
  readonly config: Config;
  readonly owners: Pick<OwnerStore, 'get'>;
  readonly buildPermissions: Pick<BuildPermissionStore, 'deniedBy'>;
}

/** Before anything is fetched, in this order (travis-core's approval, `request/approval.rb`). */
export const ACCEPT_RULES: readonly ((c: RequestContext, deps: RuleDeps) => Answer)[] = [
  async ({ repository }, { owners }) =>
    inactiveRepository(repository, await owners.get(repository.ownerId)),
  ({ repository }, { config }) => excludedRepository(repository.slug, config),
  (context, { buildPermissions }) => buildPermission(context, buildPermissions),
  ({ request }) => closedPullRequest(request),
  ({ request }) => skipCommand(request, request.commitMessage),
  ({ request, repository }) => buildType(request, repository.settings),
];

/** With the compiled configuration, in this order. */
export const APPROVE_RULES: readonly ((c: ApproveContext) => Answer)[] = [
  ({ compiled, request }) => branchFilter(compiled.config, request.branch),
  ({ compiled }) => noJobs(compiled),
];
