import { slugParts, type ConfigPorts, type Repository } from '@turnpike/sdk';

/**
 * A private repository that may not be imported from is as one that does not exist: whoever may read this one's
 * builds, or try a configuration out, learns nothing of it.
 */
export function withoutForeign(ports: ConfigPorts, target: Repository): ConfigPorts {
  const own = target.slug.toLowerCase();
  const ownerOf = (slug: string): string | undefined => slugParts(slug.toLowerCase())?.owner;
  return {
    ...ports,
    repo: async (slug) => {
      const found = await ports.repo(slug);
      if (!found?.private || found.slug.toLowerCase() === own) return found;
      const isShared = target.private && ownerOf(found.slug) === ownerOf(own);
      return isShared && found.allowConfigImports ? found : undefined;
    },
  };
}
