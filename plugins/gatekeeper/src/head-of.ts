import type { RepoAccess, VcsProvider } from '@turnpike/sdk';

/** What a ref leads to now; null: it is gone. Throws ExternalHostError. */
export async function headOf(
  provider: VcsProvider,
  access: RepoAccess,
  ref: string,
): Promise<string | null> {
  if (provider.head) return provider.head(access, ref);
  return (await provider.commit(access, ref))?.sha ?? null;
}
