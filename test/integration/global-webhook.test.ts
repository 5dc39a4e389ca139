/** The operator is told of all builds, whatever their `.travis.yml` says (S18). */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { plugin } from '@turnpike/plugin-notify-webhook/global';
import { testPlatform, type TestPlatform } from '@turnpike/sdk/testing';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { until } from '../support/api-client.js';

interface Told {
  readonly state: string;
  readonly number: string;
}
interface Row {
  readonly notifier: string;
  readonly target: string | null;
  readonly state: string;
}

let told: Told[];
let receiver: Server;
let platform: TestPlatform;

beforeEach(async () => {
  told = [];
  receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      told.push(JSON.parse(new URLSearchParams(body).get('payload') ?? '{}') as Told);
      response.end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const { port } = receiver.address() as AddressInfo;
  platform = await testPlatform({
    plugins: [plugin],
    config: {
      worker: { executor: 'dummy' },
      net: { allow: ['127.0.0.1'] },
      'notify-global-webhook': { urls: [`http://127.0.0.1:${port}/of-the-operator`] },
    },
  });
});
afterEach(async () => {
  await platform.stop();
  receiver.close();
});

it('the operator hears of a build that asked for no notice, and its readers see no address', async () => {
  const project = await platform.project({ '.travis.yml': 'language: shell\nscript: "true"\n' });
  await project.build({
    '.travis.yml': 'language: shell\nscript: "true"\nnotifications: { email: false }\n',
  });
  await until('a notice of a build that passed', async () =>
    told.some(({ state }) => state === 'passed') ? true : undefined,
  );
  expect(told.map(({ number }) => number)).toContain('1');
  const rows = await until('a row that is sent', async () => {
    const path = `/v3/repo/${project.id}/notifications?limit=100`;
    const { notifications } = await platform.api.get<{ notifications: Row[] }>(path);
    const own = notifications.filter(({ target }) => target?.startsWith('operator '));
    return own.some(({ state }) => state === 'sent') ? own : undefined;
  });
  expect(JSON.stringify(rows)).not.toMatch(/127\.0\.0\.1|of-the-operator/);
}, 300_000);
