/** What GitLab sends: bodies by its lists of fields, with its headers. */
import { createHmac, randomUUID } from 'node:crypto';
import { hookProject, requestBody } from './bodies.js';
import { git, tried } from './repository.js';
import type { LabHook, LabPerson, LabProject, LabRequest } from './world.js';

export interface LabDelivery {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}
const ZERO = '0'.repeat(40);
const NAMES = {
  ...{ push: 'Push Hook', tag_push: 'Tag Push Hook', merge_request: 'Merge Request Hook' },
} as const;
type Kind = keyof typeof NAMES;

export interface Moved {
  /** `refs/heads/main`. */
  readonly ref: string;
  /** null: it was not there. */
  readonly before: string | null;
  /** null: it is gone. Of a tag with words of its own the tag. */
  readonly after: string | null;
}

export function pushBody(
  project: LabProject,
  { ref, before, after }: Moved,
  who: LabPerson,
  url: string,
): object {
  const kind = ref.startsWith('refs/tags/') ? 'tag_push' : 'push';
  const { gitDir } = project;
  const commit = after === null ? null : git(gitDir, ['rev-parse', `${after}^{commit}`]);
  const message = commit === null ? '' : git(gitDir, ['show', '-s', '--format=%B', commit]);
  const commits =
    commit === null || kind === 'tag_push'
      ? []
      : [
          {
            id: commit,
            message,
            url: `${url}/${project.path}/-/commit/${commit}`,
            added: [],
            modified: [],
            removed: [],
          },
        ];
  return {
    ...{ object_kind: kind, event_name: kind, before: before ?? ZERO, after: after ?? ZERO, ref },
    ...{ ref_protected: false, checkout_sha: commit, message: null, project_id: project.id },
    ...{ user_id: who.id, user_name: who.login, user_username: who.login, user_email: '' },
    ...{ project: hookProject(project, url), commits, total_commits_count: commits.length },
    push_options: {},
  };
}

export function requestDelivery(
  one: LabRequest,
  target: LabProject,
  more: { readonly action: string; readonly oldrev?: string; readonly changes?: object },
  url: string,
): object {
  const { action, oldrev, changes = {} } = more;
  return {
    ...{ object_kind: 'merge_request', event_type: 'merge_request', changes },
    user: {
      id: one.author.id,
      name: one.author.login,
      username: one.author.login,
      email: '[REDACTED]',
    },
    project: hookProject(target, url),
    object_attributes: {
      ...{
        ...requestBody(one, target, url),
        url: `${url}/${target.path}/-/merge_requests/${one.iid}`,
      },
      ...{ source: hookProject(one.source, url), target: hookProject(target, url), action },
      ...{ last_commit: { id: one.sha, message: 'One' }, work_in_progress: false },
      ...(oldrev === undefined ? {} : { oldrev }),
    },
  };
}

/** With the secret itself, and signed where the webhook has a signing token. */
export function signed(
  kind: Kind | string,
  payload: object,
  { token = '', signingToken = '' }: Partial<Pick<LabHook, 'token' | 'signingToken'>>,
  key: string = randomUUID(),
): LabDelivery {
  const body = JSON.stringify(payload);
  const time = String(Math.floor(Date.now() / 1000));
  const secret = Buffer.from(signingToken.replace(/^whsec_/, ''), 'base64');
  const signature = createHmac('sha256', secret).update(`${key}.${time}.${body}`).digest('base64');
  return {
    body,
    headers: {
      ...{ 'content-type': 'application/json', 'user-agent': 'GitLab/19.0.0' },
      ...{ 'x-gitlab-event': Object.hasOwn(NAMES, kind) ? NAMES[kind as Kind] : kind },
      ...{ 'idempotency-key': key, 'x-gitlab-webhook-uuid': randomUUID() },
      ...{ 'x-gitlab-event-uuid': randomUUID(), 'x-gitlab-instance': 'https://gitlab.example' },
      ...(token === '' ? {} : { 'x-gitlab-token': token }),
      ...(signingToken === ''
        ? {}
        : { 'webhook-id': key, 'webhook-timestamp': time, 'webhook-signature': `v1,${signature}` }),
    },
  };
}

/** The newest commits of the default branch: nothing tells it from a real push. */
export function testBody(project: LabProject, who: LabPerson, url: string): object {
  const after = git(project.gitDir, ['rev-parse', 'refs/heads/main']);
  const before = tried(project.gitDir, ['rev-parse', '--verify', '-q', 'refs/heads/main~1']);
  return pushBody(project, { ref: 'refs/heads/main', before: before ?? after, after }, who, url);
}
