import type { YmlKeys } from '@turnpike/sdk';
import { acts, map, secrets, template } from '@turnpike/sdk/yml';

const HERE = 'notify-pushover';

/** `notifications.pushover`. */
export const keys: YmlKeys = {
  at: 'notifications',
  keys: {
    pushover: map(
      {
        api_key: acts(secrets, HERE),
        users: acts(secrets, HERE),
        template: acts(template, HERE),
      },
      { summary: 'Messages to these users and groups of Pushover.' },
    ),
  },
};
