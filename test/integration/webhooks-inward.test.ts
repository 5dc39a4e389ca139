/** Webhooks that a `.travis.yml` points at the network of the server: refused, told, and nothing delivered. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { testPlatform, type TestPlatform, type TestProject } from '@turnpike/sdk/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { until } from '../support/api-client.js';

interface Row {
  readonly build_id: number;
  readonly target: string | null;
  readonly state: string;
  readonly reason: string | null;
}

let hits: string[];
let listener: Server;
let port: number;
let platform: TestPlatform;

beforeEach(async () => {
  hits = [];
  listener = createServer((request, response) => {
    hits.push(request.url ?? '');
    const inward = request.url?.startsWith('/inward');
    response.writeHead(
      inward ? 307 : 200,
      inward ? { location: `http://127.0.0.2:${port}/metadata` } : {},
    );
    response.end();
  });
  // Of both families, where the machine has them.
  await new Promise<void>((resolve, reject) => {
    listener.once('error', reject).listen(0, '::', resolve);
  });
  port = (listener.address() as AddressInfo).port;
});
afterEach(async () => {
  await platform?.stop();
  listener.close();
});

async function start(net: object = {}): Promise<TestProject> {
  platform = await testPlatform({ config: { worker: { executor: 'dummy' }, net } });
  return platform.project({ '.travis.yml': 'language: shell\nscript: "true"\n' });
}

/** Builds with these webhooks, and waits until nothing of them is left to be sent. */
async function rowsOf(project: TestProject, urls: readonly string[]): Promise<readonly Row[]> {
  const yml = `language: shell
script: "true"
notifications:
  email: false
  webhooks:
    urls: ${JSON.stringify(urls)}
    on_success: always
`;
  const build = await project.build({ '.travis.yml': yml });
  return until('an end of all webhooks', async () => {
    const { notifications } = await platform.api.get<{ notifications: Row[] }>(
      `/v3/repo/${project.id}/notifications?limit=100`,
    );
    const rows = notifications.filter((row) => row.build_id === build.id && row.target !== null);
    const ended = rows.filter((row) => row.state === 'failed' || row.state === 'sent');
    return ended.length === urls.length ? rows : undefined;
  });
}

describe('a webhook', () => {
  it('to an address of the inside is refused, however it is spelled', async () => {
    const project = await start();
    const rows = await rowsOf(project, [
      `http://127.0.0.1:${port}/a`,
      `http://localhost:${port}/b`,
      `http://LOCALHOST.:${port}/c`,
      `http://[::1]:${port}/d`,
      `http://[::ffff:127.0.0.1]:${port}/e`,
      `http://2130706433:${port}/f`,
      `http://0x7f.1:${port}/g`,
      `http://0177.0.0.1:${port}/h`,
      `http://127.1:${port}/i`,
      `http://0:${port}/j`,
      `http://[::]:${port}/k`,
      `http://ada:secret@127.0.0.1:${port}/l`,
      'http://10.1.2.3/m',
      'http://192.168.1.1/n',
      'http://169.254.169.254/latest/meta-data',
      'http://[fd00::1]/o',
    ]);
    for (const row of rows)
      expect(row, row.target ?? '').toMatchObject({
        state: 'failed',
        reason: expect.stringContaining('private or reserved address') as string,
      });
    expect(hits).toEqual([]);
  }, 300_000);

  it('to what is no web address is refused', async () => {
    const project = await start();
    const rows = await rowsOf(project, ['file:///etc/passwd', 'gopher://127.0.0.1/x']);
    for (const row of rows) expect(row.state).toBe('failed');
    expect(rows.map((row) => row.reason).join()).not.toMatch(/root:|turnpike\//);
    expect(hits).toEqual([]);
  }, 300_000);

  it('is delivered where the operator opened the way, and no redirect leads further', async () => {
    const project = await start({ allow: ['127.0.0.1'] });
    const rows = await rowsOf(project, [
      `http://127.0.0.1:${port}/open`,
      `http://127.0.0.1:${port}/inward`,
      `http://127.0.0.2:${port}/beside`,
    ]);
    expect(hits.toSorted()).toEqual(['/inward', '/open']);
    const failed = rows.filter((row) => row.state === 'failed');
    expect(failed).toHaveLength(2);
    for (const row of failed) expect(row.reason).toContain('127.0.0.2');
    expect(rows.filter((row) => row.state === 'sent')).toHaveLength(1);
  }, 300_000);
});
