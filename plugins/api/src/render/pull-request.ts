import type { PullRequest } from '@turnpike/sdk';
import type { Wire } from './render.js';

export function renderPullRequest(pull: PullRequest | null): Wire | null {
  if (!pull) return null;
  return {
    number: pull.number,
    title: pull.title,
    state: pull.state,
    draft: pull.draft,
    fork: pull.fork,
    head_slug: pull.headSlug,
    head_ref: pull.headRef,
    base_ref: pull.baseRef,
    html_url: pull.htmlUrl,
  };
}
