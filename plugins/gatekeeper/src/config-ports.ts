import type { ConfigPorts, RepoRef, Repository } from '@turnpike/sdk';
import { openHostAccess } from '@turnpike/sdk/store';
import { providerOf, type Context } from './context.js';

export function repoRef(repository: Repository): RepoRef {
  return {
    id: repository.id,
    slug: repository.slug,
    private: repository.private,
    defaultBranch: repository.defaultBranch,
    allowConfigImports: repository.settings.allow_config_imports,
    ...(repository.pluginSettings && { pluginSettings: repository.pluginSettings }),
    ...(repository.ownerSettings && { ownerSettings: repository.ownerSettings }),
  };
}

/**
 * What the compiler asks of the outside for one repository. Whether another repository may be
 * imported from is the compiler's rule; here it is only found. `foreign`: nothing is decrypted.
 */
export function configPorts(ctx: Context, repository: Repository, foreign: boolean): ConfigPorts {
  const { store, secrets } = ctx.deps;
  const known = new Map([
    [repository.slug.toLowerCase(), Promise.resolve<Repository | undefined>(repository)],
  ]);
  const find = (slug: string): Promise<Repository | undefined> => {
    const key = slug.toLowerCase();
    const found = known.get(key) ?? store.repositories.bySlug(slug);
    known.set(key, found);
    return found;
  };
  return {
    repo: async (slug) => {
      const found = await find(slug);
      return found && repoRef(found);
    },
    file: async (slug, path, ref) => {
      const from = await find(slug);
      return from && readFile(ctx, from, path, ref);
    },
    reencrypt: async (secure, from, to) => {
      const [source, target] = await Promise.all([find(from), find(to)]);
      if (!source || !target?.publicKey || source.ownerId !== target.ownerId) return undefined;
      const plain = await decrypt(ctx, source.id, secure);
      return plain === undefined ? undefined : secrets.encryptFor(target.publicKey, plain);
    },
    ...(!foreign && { decrypt: (secure: string) => decrypt(ctx, repository.id, secure) }),
  };
}

/** Plugins first (`config.fetch`), then the code host. */
async function readFile(
  ctx: Context,
  from: Repository,
  path: string,
  ref: string,
): Promise<string | undefined> {
  const given = await ctx.hooks.config.fetch.promise({ repo: repoRef(from), path, ref });
  if (given !== undefined) return given;
  const access = await openHostAccess(ctx.deps, from);
  return providerOf(ctx, from.vcsProvider).file(access, path, ref);
}

/** A value that this repository's key does not open counts as absent. */
async function decrypt(ctx: Context, id: number, secure: string): Promise<string | undefined> {
  const { store, secrets } = ctx.deps;
  const sealed = await store.repositories.sealed(id);
  if (!sealed?.privateKey) return undefined;
  try {
    return secrets.decryptWith(secrets.open(sealed.privateKey), secure);
  } catch (error) {
    ctx.log.debug({ repositoryId: id, error: String(error) }, 'a secure value cannot be opened');
    return undefined;
  }
}
