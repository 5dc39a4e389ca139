import { isHash, text, type Hash } from '@turnpike/sdk/shell';
import type { BuildContext, JobPayload } from '@turnpike/sdk';

/** Defaults of `git:` (travis-build `lib/vcs/git.rb`). */
export const gitDefaults: Hash = {
  depth: 50,
  submodules: true,
  strategy: 'clone',
  quiet: false,
  lfs_skip_smudge: false,
  sparse_checkout: false,
  clone: true,
};

export function gitOptions(ctx: Pick<BuildContext, 'config'>): Hash {
  const git = ctx.config['git'];
  return isHash(git) ? git : gitDefaults;
}

export function sourceHost(payload: JobPayload): string {
  return payload.repository.source_host || 'github.com';
}

/** A key that the user set, in the settings or in the config. */
export function hasCustomKey(payload: JobPayload): boolean {
  const source = payload.ssh_key?.source;
  return source === 'repository_settings' || source === 'travis_yaml';
}

export function isInstallation(payload: JobPayload): boolean {
  return Boolean(payload.repository.installation_id);
}

function usesSsh(payload: JobPayload): boolean {
  if (payload.prefer_https) return false;
  const { private: hidden, vcs_type: type } = payload.repository;
  const enterprise =
    (type ?? 'GithubRepository') === 'GithubRepository' &&
    !sourceHost(payload).includes('github.com');
  if (!hidden && !enterprise) return false;
  return hasCustomKey(payload) || !isInstallation(payload);
}

/** What `git clone` is given. */
export function sourceUrl(payload: JobPayload): string {
  const { slug, source_url: given } = payload.repository;
  const clone = payload.turnpike?.clone?.url;
  if (clone) return clone;
  if (given) return given;
  const host = sourceHost(payload);
  return usesSsh(payload) ? `git@${host}:${slug}.git` : `https://${host}/${slug}.git`;
}

/** ` --depth=50`, or nothing for a whole clone. */
export function depthFlag(git: Hash): string {
  return git['depth'] === false ? '' : text(git['depth']);
}

/** The folder that a URL without a host means; undefined for all others. */
export function localFolder(url: string): string | undefined {
  if (url.startsWith('/')) return url;
  return url.startsWith('file:///') ? decodeURIComponent(url.slice('file://'.length)) : undefined;
}
