import type { PluginFiles, PluginNames } from '../kinds.js';

/** One JSON message to each address. */
export function files({ id, name, pascal }: PluginNames): PluginFiles {
  const key = name.replaceAll('-', '_');
  return {
    'src/plugin.ts': `import { defineNotifier, tokens } from '@turnpike/sdk';
import { any, list, map, text } from '@turnpike/sdk/yml';
import { create${pascal}Notifier } from './notifier.js';

/** A map with its list of addresses, or the addresses alone: \`prefix\` names the key that these are put under. */
const addresses = any([
  map({ urls: list(text) }, { prefix: { key: 'urls' }, summary: 'Addresses to post to.' }),
  list(text),
  text,
]);

export const plugin = defineNotifier({
  id: '${id}',
  summary: 'Posts the result of a build to addresses of your choice.',
  requires: { outbound: tokens.outbound },
  // Whatever addresses people write. A notifier of one service names its host instead.
  permissions: { hosts: ['*'] },
  notifier: {
    id: '${name}',
    key: '${key}',
    events: ['finished'],
    onSuccess: 'change',
    onFailure: 'always',
    onStart: 'never',
    onCancel: 'always',
    onError: 'always',
    pullRequests: true,
    always: false,
  },
  yml: [{ at: 'notifications', keys: { ${key}: addresses } }],
  create: ({ deps }) => create${pascal}Notifier(deps.outbound),
});
`,
    'src/notifier.ts': `import { createHash } from 'node:crypto';
import {
  ExternalHostError,
  InputError,
  type BuildNotice,
  type Notifier,
  type NotifierEntry,
  type Outbound,
  type Target,
} from '@turnpike/sdk';

const TIMEOUT_MS = 10_000;

export function create${pascal}Notifier(outbound: Outbound): Notifier {
  return {
    id: '${name}',
    targets: (entry) => addressesOf(entry).map((url) => ({ key: keyOf(url), data: { url } })),
    send: (target, notice, deliveryId) => post(outbound, target, notice, deliveryId),
  };
}

/** However the entry is written, its addresses are in \`urls\`; the same one twice is one receiver. */
function addressesOf({ config }: NotifierEntry): readonly string[] {
  const given = config['urls'] ?? [];
  const list: readonly unknown[] = Array.isArray(given) ? given : [given];
  return [...new Set(list.filter((url) => typeof url === 'string'))];
}

/** Whoever has the address can post: the table of notifications, which people see, gets a digest. */
const keyOf = (url: string): string => createHash('sha256').update(url).digest('hex').slice(0, 16);

async function post(
  outbound: Outbound,
  target: Target,
  notice: BuildNotice,
  deliveryId: string,
): Promise<void> {
  const { repository, build, result, buildUrl } = notice;
  const answer = await outbound.fetch(String(target.data['url']), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-delivery-id': deliveryId },
    body: JSON.stringify({ repository: repository.slug, build: build.number, result, buildUrl }),
    timeoutMs: TIMEOUT_MS,
  });
  if (answer.ok) return;
  const message = \`The receiver answered \${answer.status}.\`;
  if (answer.status >= 500 || answer.status === 429)
    throw new ExternalHostError('TURNPIKE_HOST_UNAVAILABLE', message);
  throw new InputError('TURNPIKE_INPUT_INVALID', message);
}
`,
    'src/plugin.test.ts': `import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { tokens } from '@turnpike/sdk';
import { notifierConformance } from '@turnpike/sdk/conformance';
import { testPlatform, testPlugin } from '@turnpike/sdk/testing';
import { expect, it } from 'vitest';
import { plugin } from './plugin.js';

/** A receiver on this machine, which tests allow; servers refuse private addresses. */
const core = { net: { allow: ['127.0.0.1'] } };

notifierConformance('${id}', plugin, async (service) => {
  const host = await testPlugin(plugin, { core });
  const [notifier] = host.resolve(tokens.notifiers);
  if (!notifier) throw new Error('no notifier is provided');
  return {
    notifier,
    entry: { config: { urls: [\`\${service.url}/hooks/a\`, \`\${service.url}/hooks/b\`] } },
    unreachable: { key: 'nobody', data: { url: 'http://127.0.0.1:1/' } },
    dispose: () => host.stop(),
  };
});

it.each([
  ['one address', (url: string) => url],
  ['a list', (url: string) => [url]],
  ['a map', (url: string) => ({ urls: [url] })],
])('tells of a build where .travis.yml has %s', async (_form, written) => {
  const received: string[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => received.push(body));
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const platform = await testPlatform({ plugins: [plugin], config: core });
  try {
    const notifications = { ${key}: written(\`http://127.0.0.1:\${port}/\`) };
    const project = await platform.project({
      '.travis.yml': JSON.stringify({ language: 'shell', script: 'true', notifications }),
    });
    expect(project.first.state).toBe('passed');
    await expect.poll(() => received, { timeout: 60_000 }).toHaveLength(1);
    expect(JSON.parse(received[0] ?? '')).toMatchObject({ build: 1, result: 'Passed' });
  } finally {
    await platform.stop({ force: true });
    server.closeAllConnections();
    server.close();
  }
});
`,
  };
}
