import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { definePlugin } from '@turnpike/sdk';
import { testPlugin, type TestHost } from '@turnpike/sdk/testing';
import { plugin } from './plugin.js';

const PAGE = '<!doctype html><html><head><base href="/" /></head><body></body></html>';
const SCRIPT = `console.log(${JSON.stringify('x'.repeat(5_000))});`;
let folder: string;
let host: TestHost;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'turnpike-web-'));
  const files = {
    'dist/index.html': PAGE,
    'dist/assets/app-abc123.js': SCRIPT,
    'dist/icons/favicon.svg': '<svg/>',
    'dist/types/app.d.ts': 'secret',
    'dist/tsconfig.tsbuildinfo': 'secret',
    'dist/.hidden.txt': 'secret',
    'outside.txt': 'secret',
    'ui/panel.js': 'export {};',
    'ui/style.css': 'a{}',
    'ui/notes.key': 'secret',
  };
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(folder, path, '..'), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  await symlink(join(folder, 'outside.txt'), join(folder, 'dist/link.txt'));
  await boot();
});
afterEach(async () => {
  await host.stop();
  await rm(folder, { recursive: true, force: true });
});

async function boot(publicUrl?: string): Promise<void> {
  const stranger = definePlugin({
    id: 'stranger',
    summary: 'Adds a panel.',
    ui: {
      module: pathToFileURL(join(folder, 'ui/panel.js')),
      contributions: [{ slot: 'job.panel', tag: 'x-panel', title: 'Panel' }],
    },
  });
  host = await testPlugin(plugin, {
    faults: 'kept',
    config: { root: join(folder, 'dist') },
    plugins: [stranger],
    ...(publicUrl ? { core: { publicUrl } } : {}),
  });
}

describe('the page', () => {
  it('answers at every address of the interface, with a policy and without caching', async () => {
    for (const path of ['/', '/-/login', '/ada/engine/builds/1', '/ada/socket.io', '/index.html']) {
      const answer = await host.request(path);
      expect([path, answer.status, await answer.text()]).toEqual([path, 200, PAGE]);
      expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(answer.headers.get('content-security-policy')).toMatch(
        /default-src 'self'.*base-uri 'self'/,
      );
      expect(answer.headers.get('cache-control')).toBe('no-cache');
    }
  });

  it('is no answer to unknown addresses of the API or of files', async () => {
    for (const path of [
      '/v3/nothing',
      '/rpc/v1/x/y',
      '/assets/gone.js',
      '/robots.txt',
      '/logs/1/1',
    ]) {
      const answer = await host.request(path);
      expect([path, answer.status]).toEqual([path, 404]);
      expect(await answer.json()).toMatchObject({ error_type: 'not_found' });
    }
  });

  it('is no answer where an API, a feed or a probe is asked for', async () => {
    const paths = ['/repos/ada/engine', '/repos/ada/engine/builds', '/users/', '/users/ada'];
    paths.push('/ada/engine/cc.xml', '/ada/engine.xml', '/ada/engine/builds.atom', '/api/v4/x');
    paths.push('/build/1', '/builds/1', '/job/1', '/jobs/1/log', '/owner/ada', '/repo/1/branches');
    paths.push('/user', '/repos', '/api', '/repos/ada/engine/cc.xml', '/requests', '/lint');
    for (const path of paths) {
      for (const accept of ['*/*', 'text/html,*/*;q=0.8', 'application/json']) {
        const answer = await host.request(path, { headers: { accept } });
        expect([path, answer.status]).toEqual([path, 404]);
        expect(await answer.json()).toMatchObject({ error_type: 'not_found' });
      }
    }
    const programs: Record<string, string>[] = [
      { 'travis-api-version': '3' },
      { accept: 'application/json' },
    ];
    for (const headers of programs) {
      const answer = await host.request('/ada/engine', { headers });
      expect([answer.status, await answer.json()]).toMatchObject([404, { '@type': 'error' }]);
    }
    const uptime = await host.request('/uptime');
    expect([uptime.status, await uptime.text()]).toEqual([200, 'OK']);
    expect(uptime.headers.get('content-type')).toContain('text/plain');
  });

  it('knows where the platform lives', async () => {
    await host.stop();
    await boot('https://ci.example.com/base');
    expect(await (await host.request('/ada/engine')).text()).toContain('<base href="/base/" />');
  });

  it('says so where the interface is not built', async () => {
    await rm(join(folder, 'dist/index.html'));
    const answer = await host.request('/');
    expect([answer.status, await answer.text()]).toEqual([
      503,
      expect.stringContaining('not built'),
    ]);
  });
});

describe('files', () => {
  it('are kept for ever by name, compressed, and not sent twice', async () => {
    const path = '/assets/app-abc123.js';
    const answer = await host.request(path, { headers: { 'accept-encoding': 'gzip, br' } });
    expect(answer.headers.get('content-encoding')).toBe('br');
    expect(answer.headers.get('cache-control')).toContain('immutable');
    expect(answer.headers.get('vary')).toContain('Accept-Encoding');
    expect(await answer.text()).toBe(SCRIPT);
    const gzip = await host.request(path, { headers: { 'accept-encoding': 'gzip, br;q=0' } });
    expect([gzip.headers.get('content-encoding'), await gzip.text()]).toEqual(['gzip', SCRIPT]);
    const plain = await host.request(path, { headers: { 'accept-encoding': 'identity' } });
    expect([plain.headers.get('content-encoding'), await plain.text()]).toEqual([null, SCRIPT]);
    const etag = answer.headers.get('etag') ?? '';
    const again = await host.request(path, { headers: { 'if-none-match': etag } });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });

  it('win over addresses of other plugins that have parameters', async () => {
    await host.stop();
    const badges = definePlugin({
      id: 'badges',
      summary: 'As the api has them.',
      permissions: { routes: ['GET /:owner/:name.svg'] },
      routes: () => [
        {
          method: 'GET',
          path: '/:owner/:name.svg',
          allow: ['anonymous'],
          handle: () => ({ body: 'badge' }),
        },
      ],
    });
    const config = { root: join(folder, 'dist') };
    host = await testPlugin(plugin, { config, plugins: [badges], faults: 'kept' });
    expect(await (await host.request('/icons/favicon.svg')).text()).toBe('<svg/>');
    expect(await (await host.request('/ada/engine.svg')).text()).toBe('badge');
  });

  it('outside of the folder, hidden or not meant for browsers are not served', async () => {
    const paths = [
      '/types/app.d.ts',
      '/tsconfig.tsbuildinfo',
      '/.hidden.txt',
      '/link.txt',
      '/%2e%2e/outside.txt',
      '/assets/%2e%2e/%2e%2e/outside.txt',
      '/..%2foutside.txt',
      '/ui-plugins/stranger/notes.key',
      '/ui-plugins/stranger/..%2foutside.txt',
      '/ui-plugins/nobody/panel.js',
    ];
    for (const path of paths) {
      const answer = await host.request(path);
      expect([path, (await answer.text()).includes('secret')]).toEqual([path, false]);
    }
  });

  it('of plugins come under their names', async () => {
    const module = await host.request('/ui-plugins/stranger/panel.js');
    expect(module.headers.get('content-type')).toContain('text/javascript');
    expect(await module.text()).toBe('export {};');
    expect((await host.request('/ui-plugins/stranger/style.css')).status).toBe(200);
    expect((await host.request('/ui-plugins/stranger/notes.key')).status).toBe(404);
  });
});
