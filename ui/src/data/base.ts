/** Where the platform lives below its origin: `/` or `/ci/`, from `<base href>`. */
const base = new URL(document.baseURI).pathname.replace(/[^/]*$/, '');

/** A path of ours (`/v3/repos`) as the browser must ask for it. */
export function withBase(path: string): string {
  return base + path.replace(/^\//, '');
}

/** The other way round; undefined for an address outside the platform. */
export function withoutBase(pathname: string): string | undefined {
  return pathname.startsWith(base) ? `/${pathname.slice(base.length)}` : undefined;
}

/** The same place over WebSocket. */
export function socketUrl(path: string): string {
  const url = new URL(withBase(path), location.origin);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return url.href;
}
