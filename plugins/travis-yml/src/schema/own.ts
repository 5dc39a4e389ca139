/** What Travis's language has and no plugin of ours carries out: recognised, until one does. */
import type { KeyNode, MapNode, YmlContribution, YmlKeys } from '@turnpike/sdk';
import * as yml from '@turnpike/sdk/yml';

const { any, flag, map, secret, secrets, template, text } = yml;

const main = (keys: MapNode['keys'], key: string): MapNode => map(keys, { prefix: { key } });

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

const gone = (what: string) =>
  ({
    why: `${what} is no longer there, so nothing is sent`,
    instead: '`email` or `webhooks`',
  }) as const;

/** Kinds of notifications whose service is gone: a build that names one is not told of there. */
const kinds: Readonly<Record<string, KeyNode>> = {
  campfire: any([main({ rooms: secrets, template }, 'rooms'), secrets], {
    inert: gone('Campfire'),
  }),
  flowdock: any([main({ api_token: secret, template }, 'api_token'), secret], {
    inert: gone('Flowdock'),
  }),
  hipchat: any([hipchat, secrets], { inert: gone('HipChat') }),
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
