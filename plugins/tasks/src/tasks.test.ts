import {
  ExternalHostError,
  tokens,
  type Build,
  type BuildNotice,
  type JsonObject,
  type Notification,
  type Notifier,
  type SecretBox,
} from '@turnpike/sdk';
import { readUnsubscribeToken, tokens as storeTokens, type Store } from '@turnpike/sdk/store';
import { fake, testPlugin, type TestHost } from '@turnpike/sdk/testing';
import { afterEach, describe, expect, it } from 'vitest';
import { seedBuild, seedRepository } from '../../../test/support/seed.js';
import { plugin } from './plugin.js';

interface Sent {
  readonly target: string;
  readonly token: unknown;
  readonly deliveryId: string;
  readonly result: string;
  readonly people: readonly string[];
}

/** Fails `failures` times for each receiver named `flaky…`, always for `gone…`. */
function recorder(failures = 1) {
  const sent: Sent[] = [];
  const tries = new Map<string, number>();
  const notifier: Notifier = {
    id: 'test',
    targets: ({ config }) =>
      [config['to']]
        .flat()
        .map((to) => ({ key: String(to), data: { token: String(config['token'] ?? '') } })),
    async send({ key, data }, notice, deliveryId) {
      const count = (tries.get(key) ?? 0) + 1;
      tries.set(key, count);
      if (key.startsWith('flaky') && count <= failures)
        throw new ExternalHostError(
          'TURNPIKE_HOST_UNAVAILABLE',
          `away with ${String(data['token'])}`,
        );
      if (key.startsWith('gone'))
        throw new ExternalHostError(
          'TURNPIKE_HOST_REFUSED',
          `no such receiver ${String(data['token'])}`,
        );
      sent.push({
        target: key,
        token: data['token'],
        deliveryId,
        result: notice.result,
        people: notice.people,
      });
    },
  };
  return { notifier, sent, tries };
}

let host: TestHost | undefined;
afterEach(async () => {
  await host?.stop();
  host = undefined;
});

async function boot(
  notifier: Notifier,
  config: Readonly<Record<string, unknown>> = {},
): Promise<{ store: Store; secrets: SecretBox }> {
  host = await testPlugin(plugin, {
    faults: 'kept',
    config: { backoffSeconds: 0.05, ...config },
    deps: [fake(tokens.notifiers, notifier)],
  });
  return { store: host.resolve(storeTokens.store), secrets: host.resolve(tokens.secrets) };
}

async function finishedBuild(
  store: Store,
  secrets: SecretBox,
): Promise<{ build: Build; publicKey: string }> {
  const { publicKey, privateKey } = await secrets.newKeyPair();
  const repository = await seedRepository(store, {
    login: 'acme',
    name: 'widgets',
    publicKey,
    sealedPrivateKey: secrets.seal(privateKey),
  });
  const user = await store.users.insert({
    login: 'ada',
    name: 'Ada',
    email: 'Ada@example.com',
    admin: false,
  });
  await store.users.setPermission(user.id, repository.id, 'read');
  await store.users.insert({ login: 'eve', name: 'Eve', email: 'eve@example.com', admin: false });
  const { build } = await seedBuild(store, repository, {
    commit: { committerName: 'Eve', committerEmail: 'eve@example.com' },
    previousState: 'failed',
  });
  return {
    build: (await store.builds.transition(build.id, { from: ['created'], to: 'passed' }))!,
    publicKey,
  };
}

async function notify(store: Store, build: Build, config: JsonObject): Promise<Notification> {
  return store.transaction(async (tx) => {
    const [row] = await tx.notifications.insert([
      {
        buildId: build.id,
        repositoryId: build.repositoryId,
        event: 'finished',
        notifier: 'test',
        entry: 0,
        config,
        target: null,
      },
    ]);
    tx.emit('notification:created', {
      notificationId: row!.id,
      buildId: build.id,
      repositoryId: build.repositoryId,
    });
    return row!;
  });
}

const rowsOf = async (store: Store, build: Build) =>
  (await store.notifications.ofBuild(build.id))
    .map(({ target, state, reason, attempts }) => ({ target, state, reason, attempts }))
    .toSorted((a, b) => String(a.target).localeCompare(String(b.target)));

describe('mail', () => {
  it('is not sent to who wants none, and says how it is ended to the others', async () => {
    const links: Record<string, BuildNotice['unsubscribe']> = {};
    const { store, secrets } = await boot({
      id: 'test',
      targets: () =>
        ['ada@example.com', 'list@example.com'].map((mailbox) => ({
          key: mailbox,
          data: {},
          mailbox,
        })),
      send: async ({ key }, { unsubscribe }) => void (links[key] = unsubscribe),
    });
    const { build } = await finishedBuild(store, secrets);
    await store.preferences.unsubscribe('LIST@example.com', build.repositoryId);
    await notify(store, build, {});
    await expect
      .poll(() => rowsOf(store, build))
      .toMatchObject([
        { target: 'ada@example.com', state: 'sent' },
        {
          target: 'list@example.com',
          state: 'skipped',
          reason: expect.stringContaining('no mail'),
        },
      ]);
    expect(Object.keys(links)).toEqual(['ada@example.com']);
    const [, token = ''] =
      /\/v3\/unsubscribe\/([\w-]+)$/.exec(links['ada@example.com']?.oneClickUrl ?? '') ?? [];
    expect(readUnsubscribeToken(secrets, token)).toEqual({
      address: 'ada@example.com',
      repositoryId: build.repositoryId,
    });
    expect(links['ada@example.com']?.pageUrl).toContain(`/-/unsubscribe/${token}`);
  });
});

describe('tasks', () => {
  it('gives each receiver its row; one that fails is tried again without repeating the others', async () => {
    const { notifier, sent, tries } = recorder();
    const { store, secrets } = await boot(notifier);
    const { build } = await finishedBuild(store, secrets);
    await notify(store, build, { to: ['one', 'flaky', 'gone'] });
    await expect
      .poll(() => rowsOf(store, build), { timeout: 60_000 })
      .toMatchObject([
        { target: 'flaky', state: 'sent' },
        {
          target: 'gone',
          state: 'failed',
          reason: expect.stringContaining('no such receiver') as string,
        },
        { target: 'one', state: 'sent' },
      ]);
    expect(Object.fromEntries(tries)).toEqual({ one: 1, flaky: 2, gone: 1 });
    expect(new Set(sent.map(({ deliveryId }) => deliveryId)).size).toBe(2);
    expect(sent[0]).toMatchObject({ result: 'Fixed', people: ['Ada@example.com'] });
  });

  it('opens secrets for the send only: neither the row nor its reason shows them', async () => {
    const { notifier, sent } = recorder();
    const { store, secrets } = await boot(notifier);
    const { build, publicKey } = await finishedBuild(store, secrets);
    const secure = secrets.encryptFor(publicKey, 'opensesame');
    await notify(store, build, { to: ['gone', 'one'], token: { secure } });
    await expect
      .poll(() => rowsOf(store, build), { timeout: 60_000 })
      .toMatchObject([{ state: 'failed', reason: 'no such receiver [secure]' }, { state: 'sent' }]);
    expect(sent[0]?.token).toBe('opensesame');
    expect(JSON.stringify(await store.notifications.ofBuild(build.id))).not.toContain('opensesame');
  });

  it('says what to do about values that another key encrypted', async () => {
    const { notifier } = recorder();
    const { store, secrets } = await boot({
      ...notifier,
      targets: ({ config }) =>
        [config['to']]
          .flat()
          .filter((to) => typeof to === 'string')
          .map((key) => ({ key, data: {} })),
    });
    const { build } = await finishedBuild(store, secrets);
    await notify(store, build, { to: { secure: Buffer.from('nonsense').toString('base64') } });
    await expect
      .poll(() => rowsOf(store, build), { timeout: 60_000 })
      .toMatchObject([
        { state: 'skipped', reason: expect.stringContaining('turnpike encrypt') as string },
      ]);
  });

  it('gives up after the last attempt, visibly', async () => {
    const { notifier, tries } = recorder(100);
    const { store, secrets } = await boot(notifier, { maxAttempts: 3, backoffSeconds: 0.01 });
    const { build } = await finishedBuild(store, secrets);
    await notify(store, build, { to: 'flaky' });
    await expect
      .poll(() => rowsOf(store, build), { timeout: 60_000 })
      .toMatchObject([{ state: 'failed', reason: expect.stringContaining('away') as string }]);
    expect(tries.get('flaky')).toBe(3);
  });

  it('marks what is not configured, with the way out', async () => {
    const { notifier } = recorder();
    const { store, secrets } = await boot({ ...notifier, unavailable: 'no mail server' });
    const { build } = await finishedBuild(store, secrets);
    await notify(store, build, { to: 'one' });
    await expect
      .poll(() => rowsOf(store, build), { timeout: 60_000 })
      .toMatchObject([{ state: 'unconfigured', reason: 'no mail server' }]);
  });

  it('ends an attempt that hangs', async () => {
    const { notifier } = recorder();
    const hanging: Notifier = { ...notifier, send: () => new Promise(() => undefined) };
    const { store, secrets } = await boot(hanging, { sendSeconds: 0.05, maxAttempts: 1 });
    const { build } = await finishedBuild(store, secrets);
    await notify(store, build, { to: 'one' });
    await expect
      .poll(() => rowsOf(store, build), { timeout: 60_000 })
      .toMatchObject([
        { state: 'failed', reason: expect.stringContaining('longer than') as string },
      ]);
  });
});
