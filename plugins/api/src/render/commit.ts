import { createHash } from 'node:crypto';
import type { Commit } from '@turnpike/sdk';
import { time } from '../envelope/times.js';
import { head, type Form, type Render, type Wire } from './render.js';

function renderCommit(commit: Commit, form: Form): Wire {
  return {
    ...head('commit', undefined, form),
    id: commit.id,
    sha: commit.sha,
    ref: commit.ref,
    message: commit.message,
    compare_url: commit.compareUrl,
    committed_at: time(commit.committedAt),
    ...(form === 'standard'
      ? {
          author: person(commit.authorName, commit.authorEmail),
          committer: person(commit.committerName, commit.committerEmail),
        }
      : {}),
  };
}

export async function renderCommitById(
  render: Render,
  id: number | null,
  form: Form,
): Promise<Wire | null> {
  const commit = id === null ? undefined : await render.load.commit(id);
  return commit ? renderCommit(commit, form) : null;
}

/** Addresses are not shown: a picture needs only their digest. */
function person(name: string | null, email: string | null): Wire {
  const digest = email && createHash('md5').update(email.trim().toLowerCase()).digest('hex');
  return {
    name,
    avatar_url: digest ? `https://www.gravatar.com/avatar/${digest}` : null,
  };
}
