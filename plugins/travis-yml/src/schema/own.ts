/** What Travis's language has and no plugin of ours carries out: recognised, until one does. */
import type { KeyNode, MapNode, YmlContribution, YmlKeys } from '@turnpike/sdk';
import * as yml from '@turnpike/sdk/yml';

const { any, flag, login, map, secret, secrets, template, text } = yml;

const main = (keys: MapNode['keys'], key: string): MapNode => map(keys, { prefix: { key } });

const channels = yml.alias(yml.list(login), 'channel');

const irc = main(
  {
    channels: any([channels, login]),
    channel_key: secret,
    password: secret,
    nickserv_password: secret,
    nick: login,
    use_notice: flag,
    skip_join: flag,
    template,
  },
  'channels',
);

const hipchat = main(
  {
    rooms: secrets,
    format: yml.oneOf('html', 'text'),
    notify: flag,
    on_pull_requests: flag,
    template,
  },
  'rooms',
);

const noNotifier = (what: string, instead = '`email` or `webhooks`') =>
  ({ why: `no notifier for ${what} is installed, so nothing is sent`, instead }) as const;

const gone = (what: string) =>
  ({
    why: `${what} is no longer there, so nothing is sent`,
    instead: '`email` or `webhooks`',
  }) as const;

/** Kinds of notifications without a notifier: a build that names one is not told of there. */
const kinds: Readonly<Record<string, KeyNode>> = {
  campfire: any([main({ rooms: secrets, template }, 'rooms'), secrets], {
    inert: gone('Campfire'),
  }),
  flowdock: any([main({ api_token: secret, template }, 'api_token'), secret], {
    inert: gone('Flowdock'),
  }),
  hipchat: any([hipchat, secrets], { inert: gone('HipChat') }),
  irc: any([irc, channels, login], { inert: noNotifier('IRC') }),
};

/** Hack has no builder; its keys are known. */
const hack: YmlKeys = {
  at: 'root',
  language: {
    value: 'hack',
    inert: {
      why: 'nothing here builds Hack',
      instead: '`language: php`, or `language: generic` with commands of its own',
      how: 'refused',
    },
  },
  keys: {
    hhvm: yml.axis(text, { only: { language: ['hack'] }, summary: 'Versions of HHVM.' }),
    php: yml.shared,
  },
  fallback: true,
};

/** Contributed by this plugin like those of others. */
export const ownKeys: readonly YmlKeys[] = [
  hack,
  { at: 'notifications', keys: kinds, fallback: true },
];

export const ownContributions: readonly YmlContribution[] = ownKeys.map((keys) => ({
  plugin: 'travis-yml',
  keys,
}));
