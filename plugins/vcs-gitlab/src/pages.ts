import type { HostQuery } from '@turnpike/sdk';

/**
 * What the next page is asked with, of the link to it. Its address is not followed: behind a proxy or a path prefix it
 * may be another one, and the token goes nowhere else.
 */
export function nextPage({ headers, url }: Response): HostQuery | undefined {
  const [, next] = /<([^>]+)>;\s*rel="?next"?/.exec(headers.get('link') ?? '') ?? [];
  if (next !== undefined && URL.canParse(next, url || 'http://host.invalid')) {
    const found = new URL(next, url || 'http://host.invalid').searchParams;
    return Object.fromEntries([...new Set(found.keys())].map((key) => [key, found.getAll(key)]));
  }
  const page = headers.get('x-next-page');
  return page ? { page } : undefined;
}
