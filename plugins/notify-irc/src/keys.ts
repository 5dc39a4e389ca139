import type { YmlKeys } from '@turnpike/sdk';
import { acts, alias, any, flag, list, login, map, secret, template } from '@turnpike/sdk/yml';

const HERE = 'notify-irc';
const channels = alias(list(login), 'channel');

const irc = map(
  {
    channels: acts(any([channels, login]), HERE),
    channel_key: acts(secret, HERE),
    password: acts(secret, HERE),
    nickserv_password: acts(secret, HERE),
    nick: acts(login, HERE),
    use_notice: acts(flag, HERE),
    skip_join: acts(flag, HERE),
    template: acts(template, HERE),
  },
  { prefix: { key: 'channels' }, summary: 'Lines in these channels of IRC.' },
);

/** `notifications.irc`: a map, or channels alone. */
export const keys: YmlKeys = { at: 'notifications', keys: { irc: any([irc, channels, login]) } };
