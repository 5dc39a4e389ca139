import type { BuildRequest, ConditionData, Repository, SecretBox } from '@turnpike/sdk';
import type { RepositoryStore } from '@turnpike/sdk/store';

/**
 * What conditions may ask about a request (travis-yml, `conditions`). Secret variables of the
 * settings are there for `env()`, but never for a fork: its author writes the condition.
 */
export async function conditionData(
  deps: { readonly repositories: Pick<RepositoryStore, 'envVars'>; readonly secrets: SecretBox },
  repository: Repository,
  request: BuildRequest,
  commitMessage: string,
  hideSecrets = isForeign(request, repository),
): Promise<ConditionData> {
  const { pullRequest } = request;
  return {
    type: request.eventType,
    repo: repository.slug,
    head_repo: pullRequest?.headSlug ?? repository.slug,
    branch: request.branch,
    head_branch: pullRequest?.headRef ?? request.branch,
    tag: request.tag,
    ...(request.sender === null ? {} : { sender: request.sender }),
    fork: repository.fork,
    draft: pullRequest?.draft ?? false,
    commit_message: commitMessage,
    env: await settingsVariables(deps, repository, request, hideSecrets),
  };
}

async function settingsVariables(
  deps: { readonly repositories: Pick<RepositoryStore, 'envVars'>; readonly secrets: SecretBox },
  repository: Repository,
  request: BuildRequest,
  hideSecrets: boolean,
): Promise<readonly string[]> {
  const variables = await deps.repositories.envVars(repository.id);
  return variables
    .filter(({ branch }) => branch === null || branch === request.branch)
    .filter((variable) => variable.public || !hideSecrets)
    .map(({ name, value, public: plain }) => `${name}=${plain ? value : deps.secrets.open(value)}`);
}

/** From a fork, and the repository does not share its secrets with forks. */
export function isForeign(
  request: Pick<BuildRequest, 'pullRequest'>,
  repository: Pick<Repository, 'settings'>,
): boolean {
  return request.pullRequest?.fork === true && !repository.settings.share_encrypted_env_with_forks;
}
