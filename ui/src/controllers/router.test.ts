import { beforeAll, describe, expect, it, vi } from 'vitest';
import { PAGES } from '@turnpike/core/contracts/wire';

let router: typeof import('./router.js');

beforeAll(async () => {
  vi.stubGlobal('document', { baseURI: 'http://ci.test/ci/' });
  vi.resetModules();
  router = await import('./router.js');
});

describe('router', () => {
  const routes = [
    PAGES.home,
    PAGES.system,
    PAGES.build,
    PAGES.branches,
    PAGES.repository,
    PAGES.owner,
  ].map((path) => ({ path }));

  it.each([
    ['/', PAGES.home, {}],
    ['/-/system', PAGES.system, {}],
    ['/acme', PAGES.owner, { owner: 'acme' }],
    ['/acme/widgets', PAGES.repository, { owner: 'acme', name: 'widgets' }],
    ['/acme/widgets/', PAGES.repository, { owner: 'acme', name: 'widgets' }],
    ['/acme/widgets/branches', PAGES.branches, { owner: 'acme', name: 'widgets' }],
    ['/a%2Fb/c/builds/7', PAGES.build, { owner: 'a/b', name: 'c', id: '7' }],
    ['/a/b/c/builds/7', PAGES.build, { owner: 'a/b', name: 'c', id: '7' }],
    ['/a/b/c/d/e', PAGES.repository, { owner: 'a/b/c/d', name: 'e' }],
    ['/a/b/c/branches', PAGES.branches, { owner: 'a/b', name: 'c' }],
    ['/%zz/c', PAGES.repository, { owner: '%zz', name: 'c' }],
  ])('reads %s', (path, pattern, params) => {
    expect(router.matchRoute(routes, path)).toEqual({ route: { path: pattern }, params });
  });

  it('knows no other addresses', () => {
    for (const path of ['/-', '/-/nowhere', '/-/system/of/x'])
      expect(router.matchRoute(routes, path)).toBeUndefined();
    expect(router.matchRoute([{ path: PAGES.system }], '/a/b/c')).toBeUndefined();
  });

  it('writes addresses below the base path', () => {
    expect(router.pageHref(PAGES.build, { owner: 'a/b', name: 'c d', id: 7 })).toBe(
      '/ci/a%2Fb/c%20d/builds/7',
    );
  });
});

describe('links', () => {
  class Anchor {
    readonly origin = 'http://ci.test';
    readonly href: string;
    readonly pathname: string;
    readonly search = '';
    readonly hash = '';
    readonly target: string;
    readonly download: string;
    constructor(path: string, target = '', download = '') {
      [this.target, this.download] = [target, download];
      this.href = this.origin + path;
      this.pathname = path;
    }
  }
  /** Has the click been taken from the browser? */
  function isTaken(link: Anchor, click: object = {}): boolean {
    vi.stubGlobal('HTMLAnchorElement', Anchor);
    vi.stubGlobal('location', { origin: 'http://ci.test', href: 'http://ci.test/ci/' });
    vi.stubGlobal('history', { pushState: () => undefined });
    vi.stubGlobal('dispatchEvent', () => true);
    const target = new EventTarget();
    const undo = router.interceptLinks(target);
    const event = Object.assign(new Event('click', { cancelable: true }), { button: 0 }, click);
    Object.defineProperty(event, 'composedPath', { value: () => [link] });
    target.dispatchEvent(event);
    undo();
    return event.defaultPrevented;
  }

  it.each([
    ['/ci/acme/widgets', true],
    ['/ci/-/account', true],
    ['/elsewhere', false],
    ['/ci/auth/hub/start', false],
    ['/ci/v3/repos', false],
    ['/ci/acme/widgets.svg', false],
  ])('to %s: is it one of our pages? %s', (path, taken) => {
    expect(isTaken(new Anchor(path))).toBe(taken);
  });

  it('that say where they open, or are for a window of their own, are left to the browser', () => {
    const path = '/ci/acme/widgets';
    for (const target of ['_self', '_blank', 'frame'])
      expect(isTaken(new Anchor(path, target)), target).toBe(false);
    expect(isTaken(new Anchor(path, '', 'file'))).toBe(false);
    for (const key of ['metaKey', 'ctrlKey', 'shiftKey', 'altKey'])
      expect(isTaken(new Anchor(path), { [key]: true }), key).toBe(false);
    expect(isTaken(new Anchor(path), { button: 1 })).toBe(false);
  });
});
