import { withBase, withoutBase } from '../data/base.js';

export type PathParams = Readonly<Record<string, string>>;
export interface Match<T> {
  readonly route: T;
  readonly params: PathParams;
}

function matchPath(pattern: string, given: readonly string[]): PathParams | undefined {
  const wanted = pattern.split('/');
  if (wanted.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [at, part] of wanted.entries()) {
    const value = given[at] as string;
    if (!part.startsWith(':')) {
      if (part !== value) return undefined;
    } else if (value === '') return undefined;
    else params[part.slice(1)] = safeDecode(value);
  }
  return params;
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** First pattern that fits. Fixed words go before names because the table lists them first. */
export function matchRoute<T extends { readonly path: string }>(
  routes: readonly T[],
  path: string,
): Match<T> | undefined {
  const given = path.replace(/(?<=.)\/$/, '').split('/');
  // Owners may be nested, and people write their slashes as they are: `/group/subgroup/name`.
  for (let deeper = 0; deeper < given.length - 1; deeper++) {
    const parts = ['', given.slice(1, deeper + 2).join('%2F'), ...given.slice(deeper + 2)];
    for (const route of routes) {
      const isOwned = route.path.startsWith('/:owner');
      // Below `/-/` are pages of ours alone.
      if (given[1] === '-' ? isOwned : deeper > 0 && !isOwned) continue;
      const params = matchPath(route.path, parts);
      if (params) return { route, params };
    }
  }
  return undefined;
}

/** Address of a page: `pageHref(PAGES.build, {owner, name, id})`, with the base path. */
export function pageHref(
  pattern: string,
  params: Readonly<Record<string, string | number>> = {},
  query = '',
): string {
  const path = pattern.replace(/:(\w+)/g, (_all, name: string) =>
    encodeURIComponent(params[name] ?? ''),
  );
  return withBase(path) + query;
}

/** Goes to a page of ours without loading the document again. */
export function navigate(href: string, replace = false): void {
  const url = new URL(href, location.href);
  if (url.href === location.href && !replace) return;
  history[replace ? 'replaceState' : 'pushState'](null, '', url);
  dispatchEvent(new CustomEvent('tp-navigated'));
}

/** The page's path without the base, and what follows it. */
export function currentPath(): string {
  return withoutBase(location.pathname) ?? '/';
}

function linkOf(event: MouseEvent): HTMLAnchorElement | undefined {
  return event
    .composedPath()
    .find((node): node is HTMLAnchorElement => node instanceof HTMLAnchorElement && !!node.href);
}

function opensHere(event: MouseEvent, link: HTMLAnchorElement): boolean {
  const plain = !event.defaultPrevented && event.button === 0;
  const modified = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
  // Who says where a link opens, `_self` among it, wants the browser to go there.
  return plain && !modified && !link.target && !link.download;
}

/** Paths below the base that are not pages: the server's own. */
const SERVED =
  /^\/(v3|auth|live|ui-plugins|assets|icons)(\/|$)|^\/[^/]+\/[^/]+\.(svg|png|xml|atom)$/;

/** Makes links within the platform page changes. Returns the undo. */
export function interceptLinks(target: EventTarget): () => void {
  const onClick = (event: Event): void => {
    const click = event as MouseEvent;
    const link = linkOf(click);
    if (!link || link.origin !== location.origin || !opensHere(click, link)) return;
    const path = withoutBase(link.pathname);
    if (path === undefined || SERVED.test(path)) return;
    const samePage = link.pathname === location.pathname && link.search === location.search;
    if (samePage && link.hash) return;
    click.preventDefault();
    navigate(link.href);
  };
  target.addEventListener('click', onClick);
  return () => target.removeEventListener('click', onClick);
}
