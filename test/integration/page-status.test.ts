import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { definePlugin } from '@turnpike/sdk';
import { plugin as web } from '@turnpike/plugin-web';
import { startTestApi, type TestApi } from '../../plugins/api/src/testing/test-api.js';

const PAGE = '<!doctype html><html><head><base href="/" /></head><body>page</body></html>';
const panel = definePlugin({
  id: 'panel',
  summary: 'Adds a tab.',
  ui: {
    module: new URL(import.meta.url),
    contributions: [
      { slot: 'repository.tab', tag: 'x-tab', title: 'Tab' },
      { slot: 'build.tab', tag: 'x-build', title: 'Of the build' },
      { slot: 'page', tag: 'x-page', title: 'Page' },
    ],
  },
});
let root: string;
let api: TestApi;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'turnpike-pages-'));
  await writeFile(join(root, 'index.html'), PAGE);
  await start();
});
afterEach(async () => {
  await api.stop();
  await rm(root, { recursive: true, force: true });
});

async function start(config: object = {}): Promise<void> {
  api = await startTestApi({ config, plugins: [web, panel], core: { web: { root } } });
}

const THERE = [
  ...['/ada', '/ada/', '/ADA/Engine', '/ada/engine', '/ada/engine/', '/ada/engine/branches'],
  ...['/ada/engine/pull_requests', '/ada/engine/requests', '/ada/engine/settings'],
  ...['/ada/engine/deliveries', '/ada/engine/plugins/x-tab'],
  ...['/ada/engine/builds/1', '/ada/engine/builds/1/config', '/ada/engine/jobs/1', '/a%64a/engine'],
  '/ada/engine/builds/1/plugins/x-build',
];
const OPEN = [
  '/',
  '/index.html',
  '/-/login',
  '/-/account',
  '/-/activity',
  '/-/lint',
  '/-/system',
  '/-/help',
  '/-/plugins/x-page',
];
const NOWHERE = [
  ...['/nobody', '/nobody/nothing', '/nobody/nothing/builds/1', '/nobody/nothing/jobs/1'],
  ...['/ada/nothing', '/ada/nothing/builds/1', '/ada/nothing/settings', '/a/b/c/d', '/-/nothing'],
  ...['/ada/engine/builds/999', '/ada/engine/builds/0', '/ada/engine/builds/01'],
  ...['/ada/engine/builds/x', '/ada/engine/builds/1/x', '/ada/engine/builds/1e0'],
  ...['/ada/engine/builds/99999999999999999999', '/ada/engine/jobs/999', '/ada/engine/jobs/-1'],
  ...['/ada/engine/nothing', '/ada/engine/plugins/x-other', '/__proto__', '/constructor/valueOf'],
  ...['/-/plugins/x-other', '/-/plugins/x-tab', '/ada/engine/builds/1/plugins/x-tab'],
  ...['/ada/engine/builds/999/plugins/x-build', '/ada/engine/plugins/x-build'],
  ...['/ada%2Fengine', '/ada/engine%2Fbuilds', '/ada/engine/builds', '/ada/engine/jobs'],
];

describe('a page', () => {
  it('of what is not there, or may not be seen, is a 404 with the same content', async () => {
    for (const who of ['root', 'writer', 'reader']) {
      for (const path of [...THERE, ...OPEN])
        expect([who, path, (await api.ask(who, `GET ${path}`)).status]).toEqual([who, path, 200]);
    }
    for (const path of [...NOWHERE, ...THERE]) {
      const answer = await api.ask('stranger', `GET ${path}`);
      expect([path, answer.status, answer.text]).toEqual([path, 404, PAGE]);
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(answer.headers.get('etag')).toBeNull();
    }
    for (const path of NOWHERE)
      expect([path, (await api.ask('root', `GET ${path}`)).status]).toEqual([path, 404]);
    for (const path of OPEN)
      expect([path, (await api.ask('stranger', `GET ${path}`)).status]).toEqual([path, 200]);
  });

  it('of a plugin is a 404 once the plugin is gone, and so are its elements', async () => {
    const page = async () => (await api.ask('root', 'GET /-/plugins/x-page')).status;
    const shown = async () => (await api.ask('root', 'GET /v3/ui')).body['contributions'];
    expect([await page(), await shown()]).toMatchObject([200, [{}, {}, {}]]);
    await api.host.unload('panel');
    expect([await page(), await shown()]).toEqual([404, []]);
    expect((await api.ask('root', 'GET /ada/engine/plugins/x-tab')).status).toBe(404);
  });

  it('tells a visitor who must log in nothing; a browser gets the form', async () => {
    for (const path of [...THERE, ...NOWHERE]) {
      expect([path, (await api.ask(null, `GET ${path}`)).status]).toEqual([path, 404]);
      const browser = await api.host.request(path, { headers: { 'sec-fetch-mode': 'navigate' } });
      expect(await browser.text()).toBe(PAGE);
    }
    for (const path of OPEN)
      expect([path, (await api.ask(null, `GET ${path}`)).status]).toEqual([path, 200]);
  });

  it('of a public repository is there for visitors where they may read', async () => {
    await api.stop();
    await start({ public: true });
    const answer = (path: string) => api.ask(null, `GET ${path}`);
    for (const path of [...THERE, ...NOWHERE])
      expect([path, (await answer(path)).status]).toEqual([path, 404]);
    await api.store.repositories.update(api.repository.id, { private: false });
    for (const path of THERE)
      if (path !== '/ada' && path !== '/ada/')
        expect([path, (await answer(path)).status]).toEqual([path, 200]);
    for (const path of NOWHERE) expect([path, (await answer(path)).status]).toEqual([path, 404]);
  });

  it('tells who may not see a thing nothing by what its address is made of', async () => {
    const names = [
      ['ada', 'engine', '1'],
      ['eve', 'motor', '777'],
    ];
    const part = fc.oneof(
      fc.nat(2),
      fc.constantFrom('builds', 'jobs', 'plugins', 'x-tab', 'config', 'settings', '%', '%2F'),
      fc.string({ unit: 'grapheme', maxLength: 9 }).map((text) => encodeURIComponent(`x${text}`)),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(part, { minLength: 1, maxLength: 5 }), async (parts) => {
        const [real, invented] = await Promise.all(
          names.map(async (set) => {
            const path = parts.map((one) => (typeof one === 'number' ? set[one] : one)).join('/');
            const { status, headers, text } = await api.ask('stranger', `GET /${path}`);
            return [status, headers.get('content-type'), text === PAGE];
          }),
        );
        expect(real).toEqual(invented);
        // `/config` is an address of the API; what names a thing shows nothing.
        const isOfThing = parts.some((one) => typeof one === 'number');
        if (isOfThing) expect(real?.[0]).not.toBe(200);
      }),
      { numRuns: 100 },
    );
  });
});
