import { ExternalHostError, type ConfigPorts, type RepoRef } from '@turnpike/sdk';
import type { CaseFile, CaseRepo } from './case.js';

export function repoOf(record: CaseRepo, slug = record.slug ?? ''): RepoRef {
  return {
    id: record.id ?? 1,
    slug,
    private: record.private ?? false,
    ...(record.default_branch && { defaultBranch: record.default_branch }),
    allowConfigImports: record.allow_config_imports ?? false,
  };
}

/** Ports that know only the given files (`owner/name:path@ref`) and repositories. */
export function portsOf(
  files: Readonly<Record<string, CaseFile>>,
  repos: Readonly<Record<string, CaseRepo>>,
): ConfigPorts {
  return {
    file: async (slug, path, ref) => textOf(files[`${slug}:${path}@${ref}`], `${slug}:${path}`),
    repo: async (slug) => (repos[slug] ? repoOf(repos[slug], slug) : undefined),
  };
}

function textOf(file: CaseFile | undefined, name: string): string | undefined {
  if (file === undefined || typeof file === 'string') return file;
  if (file.status === 404) return undefined;
  const refused = file.status === 401 || file.status === 403;
  throw new ExternalHostError('TURNPIKE_YML_IMPORT', `${name} answered ${file.status}.`, {
    class: refused ? 'Unauthorized' : 'ServerError',
  });
}
