/** Numbers, texts, and several of one name. */
export type Query = Readonly<Record<string, string | number | boolean | readonly string[]>>;

export function search(query: Query = {}): string {
  const entries = Object.entries(query).flatMap(([name, value]) =>
    (Array.isArray(value) ? (value as readonly string[]) : [value]).map((one): [string, string] => [
      name,
      String(one),
    ]),
  );
  return entries.length === 0 ? '' : `?${new URLSearchParams(entries).toString()}`;
}

/**
 * What the next page is asked with, of the link to it. Its address is not followed: behind a proxy or a path prefix it
 * may be another one, and the token goes nowhere else.
 */
export function nextPage({ headers, url }: Response): Query | undefined {
  const [, next] = /<([^>]+)>;\s*rel="?next"?/.exec(headers.get('link') ?? '') ?? [];
  if (next !== undefined && URL.canParse(next, url || 'http://host.invalid')) {
    const found = new URL(next, url || 'http://host.invalid').searchParams;
    return Object.fromEntries([...new Set(found.keys())].map((key) => [key, found.getAll(key)]));
  }
  const page = headers.get('x-next-page');
  return page ? { page } : undefined;
}
