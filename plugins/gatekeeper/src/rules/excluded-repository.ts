import type { Rejection } from '@turnpike/sdk';

/** The site's own filter: excluded unless also included. */
export function excludedRepository(
  slug: string,
  filter: { readonly exclude: readonly string[]; readonly include: readonly string[] },
): Rejection | undefined {
  const excluded = filter.exclude.some((pattern) => matches(pattern, slug));
  if (!excluded || filter.include.some((pattern) => matches(pattern, slug))) return undefined;
  return {
    rule: 'repository-excluded',
    message: 'The administrator excluded this repository (gatekeeper.exclude).',
  };
}

function matches(pattern: string, slug: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 'i').test(slug);
}
