/** A whole server below a path, behind a proxy that keeps the prefix and behind one that removes it. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startProcess, turnpike, type PlatformProcess } from '../support/process.js';

let folder: string;
let platform: PlatformProcess;
let target = '';
let removes = false;
let proxy: Server;
let front: string;

/** `proxy_pass http://…;` of nginx, or `proxy_pass http://…/;`, which removes `/ci`. */
function passOn(): Server {
  return createServer((incoming, outgoing) => {
    const { url = '/', method, headers } = incoming;
    const path = removes ? url.replace(/^\/ci/, '') || '/' : url;
    const { hostname, port } = new URL(target);
    const forwarded = { ...headers, 'x-forwarded-for': '203.0.113.7' };
    const onward = request({ hostname, port, path, method, headers: forwarded }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'turnpike-prefix-'));
  proxy = passOn();
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  front = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}/ci`;
  const http = { port: 0, trustProxy: ['loopback'] };
  const config = { publicUrl: front, http, worker: { executor: 'dummy' } };
  platform = await startProcess({ name: 'prefix', folder, config });
  target = platform.url;
}, 120_000);
afterAll(async () => {
  await platform?.stop();
  proxy?.closeAllConnections();
  proxy?.close();
  await rm(folder, { recursive: true, force: true });
});

/** What the doctor says, as name and message; its exit code tells of this machine too. */
function doctor(): Promise<readonly string[]> {
  const args = [turnpike, 'doctor', '--json', '--config', join(folder, 'turnpike.yml')];
  return new Promise((resolve, reject) =>
    execFile(process.execPath, args, (error, out) => {
      if (out === '') return reject(error ?? new Error('it said nothing'));
      const checks = JSON.parse(out) as { name: string; state: string; message: string }[];
      resolve(checks.map(({ name, state, message }) => `${state} ${name}: ${message}`));
    }),
  );
}

describe('a server below a path', () => {
  it('has its pages there behind a proxy that keeps the prefix', async () => {
    const page = await fetch(`${front}/`);
    expect(page.status).toBe(200);
    const html = await page.text();
    const [, script = ''] = /<script[^>]+src="([^"]+)"/.exec(html) ?? [];
    const { status } = await fetch(new URL(script, `${front}/`));
    expect([script !== '', status]).toEqual([true, 200]);
    expect((await fetch(`${front}/v3/session`)).status).toBe(200);
    expect((await doctor()).filter((one) => /proxy: .*prefix/.test(one))).toEqual([]);
  });

  it('is no loop behind one that removes it: the page, the log and doctor name the mistake', async () => {
    removes = true;
    const page = await fetch(`${front}/`);
    expect(page.status).toBe(508);
    expect(await page.text()).toMatch(/the proxy in front removes the prefix/);
    const named = /warning proxy: publicUrl has the path \/ci.*removes the prefix/;
    await expect
      .poll(doctor, { timeout: 60_000, interval: 500 })
      .toContainEqual(expect.stringMatching(named));
    expect(platform.output()).toMatch(/Behind a proxy: publicUrl has the path/);
  });
});
