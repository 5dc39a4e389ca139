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
