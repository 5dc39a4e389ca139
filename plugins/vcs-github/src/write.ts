import { cutText, type CommitStatus, type WebhookTarget } from '@turnpike/sdk';
import { ask, type Place } from './client.js';

/** GitHub cuts nothing: longer descriptions are refused. */
const DESCRIPTION = 140;
const EVENTS = ['push', 'pull_request', 'create', 'delete', 'repository', 'member', 'release'];

export async function writeStatus(
  { octokit, owner, repo }: Place,
  status: CommitStatus,
): Promise<void> {
  await ask(() =>
    octokit.rest.repos.createCommitStatus({
      owner,
      repo,
      sha: status.sha,
      state: status.state,
      context: status.context,
      description: cutText(status.description, DESCRIPTION, '…'),
      target_url: status.targetUrl,
    }),
  );
}

/** Makes the webhook, or renews the one with this URL. */
export async function writeHook(
  { octokit, owner, repo }: Place,
  { url, secret }: WebhookTarget,
): Promise<string> {
  const hooks = await ask(() => octokit.rest.repos.listWebhooks({ owner, repo, per_page: 100 }));
  const known = hooks?.find((hook) => hook.config.url === url);
  const config = { url, secret, content_type: 'json', insecure_ssl: '0' };
  const rest = { owner, repo, config, events: EVENTS, active: true };
  await ask<unknown>(() =>
    known
      ? octokit.rest.repos.updateWebhook({ ...rest, hook_id: known.id })
      : octokit.rest.repos.createWebhook({ ...rest, name: 'web' }),
  );
  return `GitHub's webhook of ${owner}/${repo} sends deliveries to ${url}.`;
}
