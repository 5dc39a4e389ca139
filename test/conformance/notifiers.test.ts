import type { AddressInfo } from 'node:net';
import { plugin as status } from '@turnpike/plugin-notify-commit-status';
import { plugin as email } from '@turnpike/plugin-notify-email';
import { plugin as irc } from '@turnpike/plugin-notify-irc';
import { plugin as pushover } from '@turnpike/plugin-notify-pushover';
import { plugin as slack } from '@turnpike/plugin-notify-slack';
import { plugin as webhook } from '@turnpike/plugin-notify-webhook';
import { tokens, type CommitStatus, type Plugin, type VcsProvider } from '@turnpike/sdk';
import { notifierConformance, type NotifierSubject } from '@turnpike/sdk/conformance';
import { buildNotice, fake, testPlugin, type TestPluginOptions } from '@turnpike/sdk/testing';
import { SMTPServer } from 'smtp-server';
import { describe } from 'vitest';
import { startNgircd } from '../support/ngircd.js';
import { ngircd } from '../support/services.js';

async function start(plugin: Plugin, options: TestPluginOptions) {
  const host = await testPlugin(plugin, options);
  const [notifier] = host.resolve(tokens.notifiers);
  if (!notifier) throw new Error(`${plugin.definition.id} provides no notifier`);
  return { notifier, stop: () => host.stop({ force: true }) };
}

notifierConformance('notify-webhook', webhook, async (service): Promise<NotifierSubject> => {
  const { notifier, stop } = await start(webhook, { core: { net: { allow: ['127.0.0.1'] } } });
  const urls = [`${service.url}/hooks/a`, `${service.url}/hooks/b`];
  const notThere = { config: { urls: ['http://127.0.0.1:1/'] } };
  const [unreachable] = await notifier.targets(notThere, {} as never);
  return {
    notifier,
    entry: { config: { urls } },
    ...(unreachable ? { unreachable } : {}),
    dispose: stop,
  };
});

notifierConformance('notify-slack', slack, async (service): Promise<NotifierSubject> => {
  const { notifier, stop } = await start(slack, { core: { net: { allow: ['127.0.0.1'] } } });
  const notThere = { config: { rooms: 'http://127.0.0.1:1/' } };
  const [unreachable] = await notifier.targets(notThere, buildNotice());
  return {
    notifier,
    entry: { config: { rooms: [`${service.url}/hooks/a`, `${service.url}/hooks/b#ops`] } },
    ...(unreachable ? { unreachable } : {}),
    dispose: stop,
  };
});

notifierConformance('notify-pushover', pushover, async (service): Promise<NotifierSubject> => {
  const { notifier, stop } = await start(pushover, {
    config: { url: `${service.url}/1/messages.json` },
    core: { net: { allow: ['127.0.0.1'] } },
  });
  const entry = { config: { api_key: 'made-up', users: ['ada', 'grace'] } };
  return { notifier, entry, dispose: stop };
});

const ircServer = ngircd();
describe.runIf(ircServer)('notify-irc', () => {
  notifierConformance('notify-irc', irc, async (): Promise<NotifierSubject> => {
    const server = await startNgircd(ircServer!);
    const there = `irc://127.0.0.1:${server.port}`;
    const listener = await server.listen('listener', '#a');
    const { notifier, stop } = await start(irc, { core: { net: { allow: ['127.0.0.1'] } } });
    const away = { config: { channels: 'irc://127.0.0.1:1/#a' } };
    const [unreachable] = await notifier.targets(away, buildNotice());
    return {
      notifier,
      entry: { config: { channels: `${there}/#a`, template: 'told' } },
      ...(unreachable ? { unreachable } : {}),
      received: () => listener.heard.length,
      dispose: async () => {
        await stop();
        await server.stop();
      },
    };
  });
});

notifierConformance('notify-email', email, async (): Promise<NotifierSubject> => {
  let received = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      received += 1;
      stream.resume().on('end', () => done());
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.server.address() as AddressInfo;
  const { notifier, stop } = await start(email, {
    config: { smtp: `smtp://127.0.0.1:${port}` },
  });
  return {
    notifier,
    entry: { config: { recipients: ['ada@example.com', 'grace@example.com'] } },
    received: () => received,
    dispose: async () => {
      await stop();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
});

notifierConformance('notify-commit-status', status, async (): Promise<NotifierSubject> => {
  const sent: CommitStatus[] = [];
  const provider = {
    id: 'git',
    setStatus: async (_repository: unknown, one: CommitStatus) => void sent.push(one),
  } as unknown as VcsProvider;
  const { notifier, stop } = await start(status, { deps: [fake(tokens.vcsProviders, provider)] });
  return { notifier, entry: { config: {} }, received: () => sent.length, dispose: stop };
});
