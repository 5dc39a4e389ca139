/** Projects, hooks and merge requests as GitLab's API shows them. */
import type { LabHook, LabProject, LabRequest } from './world.js';

const VISIBILITY = { private: 0, internal: 10, public: 20 } as const;

export function projectBody(project: LabProject, url: string): object {
  const { id, path, visibility, archived } = project;
  const host = new URL(url).hostname;
  return {
    ...{ id, name: path.split('/').at(-1), path_with_namespace: path, visibility, archived },
    ...{
      web_url: `${url}/${path}`,
      http_url_to_repo: `${url}/${path}.git`,
      default_branch: 'main',
    },
    ...{ ssh_url_to_repo: `git@${host}:${path}.git`, description: null },
    namespace: { id: 1, kind: path.split('/').length > 2 ? 'group' : 'user' },
  };
}

/** As deliveries have it. */
export function hookProject({ id, path, visibility }: LabProject, url: string): object {
  const host = new URL(url).hostname;
  return {
    ...{ id, name: path.split('/').at(-1), description: '', web_url: `${url}/${path}` },
    ...{ git_ssh_url: `git@${host}:${path}.git`, git_http_url: `${url}/${path}.git` },
    ...{ namespace: path.split('/').at(-2), visibility_level: VISIBILITY[visibility] },
    ...{ path_with_namespace: path, default_branch: 'main', ci_config_path: null },
  };
}

/** Neither token is ever shown. */
export function hookBody({
  token,
  signingToken,
  failures: _count,
  events: _sent,
  ...hook
}: LabHook): object {
  return {
    ...hook,
    ...{ note_events: false, enable_ssl_verification: true, disabled_until: null },
    ...{ token_present: token !== '', signing_token_present: signingToken !== '' },
  };
}

export function requestBody(one: LabRequest, target: LabProject, url: string): object {
  return {
    ...{ id: one.id, iid: one.iid, project_id: target.id, title: one.title, state: one.state },
    ...{ draft: false, source_branch: one.sourceBranch, target_branch: one.targetBranch },
    ...{ source_project_id: one.source.id, target_project_id: target.id, sha: one.sha },
    ...{ author: { id: one.author.id, username: one.author.login } },
    ...{ detailed_merge_status: one.detailed_merge_status },
    has_conflicts: one.detailed_merge_status === 'conflict',
    web_url: `${url}/${target.path}/-/merge_requests/${one.iid}`,
  };
}
