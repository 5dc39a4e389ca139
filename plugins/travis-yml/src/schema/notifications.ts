import type { ChoiceNode, KeyNode, MapNode } from '@turnpike/sdk';
import {
  alias,
  any,
  flag,
  list,
  listed,
  login,
  logins,
  map,
  normal,
  oneOf,
  secret,
  secrets,
  text,
} from './nodes.js';

type Keys = { readonly [key: string]: KeyNode };

const templateVars =
  'repository repository_slug repository_name build_number build_id build_url branch commit commit_subject commit_message author pull_request pull_request_number pull_request_url compare_url result duration elapsed_time message';

const template = listed({ type: 'str', vars: templateVars.split(' ') });

/** When a notification is sent. */
const frequency = oneOf(
  { value: 'always', aliases: ['true'] },
  { value: 'never', aliases: ['false'] },
  { value: 'change', aliases: ['changed'] },
);

/** Keys that every kind takes. */
const common = {
  if: text,
  on_success: frequency,
  on_failure: frequency,
  enabled: flag,
  disabled: flag,
};

function kindMap(keys: Keys, main?: string): MapNode {
  const prefix = main === undefined ? {} : { prefix: { key: main } };
  return normal(map({ ...keys, ...common }, { changes: [{ change: 'enable' }], ...prefix }));
}

/** A kind: its map, its main key's value alone, or a switch; one or several of them. */
function kind(node: MapNode, ...shorthands: readonly KeyNode[]): ChoiceNode {
  return listed(any([node, ...shorthands, flag], { normal: true }));
}

const webhookUrl = map({ url: secret, msteams: flag }, { strict: false, required: ['url'] });
const webhookUrls = list(any([webhookUrl, login]));
const channels = alias(list(login), 'channel');

const webhooks = kindMap(
  {
    urls: any([webhookUrls, webhookUrl, login]),
    on_start: frequency,
    on_cancel: frequency,
    on_error: frequency,
  },
  'urls',
);

const irc = kindMap(
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

const hipchat = kindMap(
  { rooms: secrets, format: oneOf('html', 'text'), notify: flag, on_pull_requests: flag, template },
  'rooms',
);

const email = kind(
  alias(kindMap({ recipients: logins }, 'recipients'), 'emails'),
  list(login),
  login,
);

/** Travis's kinds of notifications by name. */
export const notificationKinds: Keys = {
  campfire: kind(kindMap({ rooms: secrets, template }, 'rooms'), secrets),
  email,
  flowdock: kind(kindMap({ api_token: secret, template }, 'api_token'), secret),
  hipchat: kind(hipchat, secrets),
  irc: kind(irc, channels, login),
  pushover: kind(kindMap({ api_key: secrets, users: secrets, template })),
  slack: kind(kindMap({ rooms: secrets, template, on_pull_requests: flag }, 'rooms'), secrets),
  webhooks: kind(alias(webhooks, 'webhook'), webhookUrls, webhookUrl, login),
};

/** `notifications`: text, list or switch mean `email`. */
export function notificationsNode(kinds: Keys): ChoiceNode {
  const root = map(
    { ...kinds, on_success: frequency, on_failure: frequency },
    {
      changes: [{ change: 'inherit', keys: ['on_success', 'on_failure'] }],
      prefix: { key: 'email' },
    },
  );
  return any([normal(root), ...email.any_of], { normal: true });
}
