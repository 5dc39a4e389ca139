/** Where a browser goes after it signed in: a page of ours, whatever a link said. */
const MOST_PATH = 2000;

/** A path below the base; `/` for everything that is none. */
export function returnPath(wanted: string | null | undefined): string {
  if (!wanted || wanted.length > MOST_PATH || !wanted.startsWith('/')) return '/';
  // Browsers take `\` for `/`, and leave out tabs and line ends before they look.
  if (/[\\\p{Cc}]/u.test(wanted) || wanted.startsWith('//')) return '/';
  const url = URL.canParse(wanted, 'http://own.invalid') && new URL(wanted, 'http://own.invalid');
  if (!url || url.origin !== 'http://own.invalid' || url.pathname.startsWith('//')) return '/';
  // Back to a callback it would only be told that this was used.
  if (/^\/auth\//i.test(url.pathname)) return '/';
  return `${url.pathname}${url.search}${url.hash}`;
}
