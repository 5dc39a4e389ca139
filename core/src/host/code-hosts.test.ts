import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { coreConfig } from '../contracts/config.js';
import { createCodeHosts } from './code-hosts.js';

let folder = '';
const open: Server[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'turnpike-hosts-'));
});
afterEach(() => {
  for (const server of open.splice(0)) server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function listen(server: Server): Promise<number> {
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** A server of a certificate that only its own file vouches for. */
function tlsServer(answer: RequestListener): Server {
  const [cert, key] = [join(folder, 'ca.pem'), join(folder, 'key.pem')];
  const made = ['-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1'];
  execFileSync(
    'openssl',
    ['req', ...made, '-keyout', key, '-out', cert, '-days', '2', ...subject],
    {
      stdio: 'ignore',
    },
  );
  return createTlsServer({ cert: readFileSync(cert), key: readFileSync(key) }, answer);
}

const gitea = { id: 'gitea', kind: 'gitea', url: 'https://git.example.com/' };
function hostsOf(list: readonly object[], net: object = {}) {
  return createCodeHosts(coreConfig.parse({ hosts: list, net }), folder);
}
const outboundOf = (entry: object, net: object = {}) =>
  hostsOf([{ ...gitea, ...entry }], net).ofKind('gitea')[0]!.outbound;

describe('the code hosts of the configuration', () => {
  it('are listed without secrets, and found by kind', () => {
    const acme = { ...gitea, id: 'gitea-acme', internalUrl: 'http://gitea:3000/', token: 'secret' };
    const hosts = hostsOf([gitea, acme, { ...gitea, id: 'hub', kind: 'github' }]);
    expect(hosts.all.map(({ id }) => id)).toEqual(['gitea', 'gitea-acme', 'hub']);
    expect(JSON.stringify(hosts.all)).not.toContain('secret');
    expect(hosts.ofKind('gitea')).toMatchObject([
      { id: 'gitea', url: 'https://git.example.com', reachUrl: 'https://git.example.com' },
      { id: 'gitea-acme', reachUrl: 'http://gitea:3000', token: 'secret', registration: 'closed' },
    ]);
    expect([hosts.kindOf('gitea-acme'), hosts.kindOf('git')]).toEqual(['gitea', 'git']);
  });

  it('have ids of their own', () => {
    const twice = coreConfig.safeParse({ hosts: [gitea, gitea] });
    expect(twice.error?.issues).toMatchObject([{ path: ['hosts', 1, 'id'] }]);
    expect(coreConfig.safeParse({ hosts: [{ ...gitea, id: 'a/b' }] }).success).toBe(false);
    expect(coreConfig.safeParse({ hosts: [{ ...gitea, url: 'javascript:1' }] }).success).toBe(
      false,
    );
  });

  it('are reached at private addresses, and nothing else is: no other port, no redirect', async () => {
    const seen: string[] = [];
    const other = await listen(createServer((_, answer) => answer.end('other')));
    const port = await listen(
      createServer((request, answer) => {
        seen.push(request.url ?? '');
        if (request.url !== '/away') return void answer.end('here');
        answer.writeHead(302, { location: `http://localhost:${other}/` }).end();
      }),
    );
    const outbound = outboundOf({ url: `http://127.0.0.1:${port}/git` });
    expect((await outbound.fetch(`http://127.0.0.1:${port}/git/x`)).text()).toBe('here');
    const forbidden = { code: 'TURNPIKE_URL_FORBIDDEN' };
    for (const url of [`http://127.0.0.1:${other}/`, 'https://127.0.0.1/', 'none'])
      await expect(outbound.fetch(url)).rejects.toMatchObject(forbidden);
    const away = outbound.fetch(`http://127.0.0.1:${port}/away`);
    await expect(away).rejects.toMatchObject(forbidden);
    expect(seen).toEqual(['/git/x', '/away']);
  });

  it('are believed by the certificate authority of their entry', async () => {
    const port = await listen(tlsServer((_, answer) => void answer.end('secure')));
    const url = `https://127.0.0.1:${port}`;
    const unavailable = { code: 'TURNPIKE_HOST_UNAVAILABLE' };
    await expect(outboundOf({ url }).fetch(url)).rejects.toMatchObject(unavailable);
    expect((await outboundOf({ url, ca: 'ca.pem' }).fetch(url)).text()).toBe('secure');
    expect((await outboundOf({ url, allowInsecure: true }).fetch(url)).text()).toBe('secure');
    await expect(outboundOf({ url, ca: 'none.pem' }).fetch(url)).rejects.toMatchObject({
      code: 'TURNPIKE_CONFIG_UNREADABLE',
    });
  });

  it('are asked through a proxy of their own, even where net.allow names them', async () => {
    const asked: (string | undefined)[] = [];
    const port = await listen(createServer((_, answer) => answer.end('direct')));
    const proxy = await listen(
      createServer((request, answer) => {
        asked.push(request.url, request.headers['proxy-authorization']);
        answer.end('by proxy');
      }),
    );
    const url = `http://127.0.0.1:${port}`;
    const net = { allow: ['127.0.0.1'] };
    expect((await outboundOf({ url }, net).fetch(url)).text()).toBe('direct');
    const own = outboundOf({ url, proxy: `http://me:pw@127.0.0.1:${proxy}` }, net);
    expect((await own.fetch(url)).text()).toBe('by proxy');
    expect(asked).toEqual([`${url}/`, `Basic ${Buffer.from('me:pw').toString('base64')}`]);
  });
});
