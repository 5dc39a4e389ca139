import type { KeyNode, YmlKeys } from '@turnpike/sdk';
import { acts, any, list, login, logins, map } from '@turnpike/sdk/yml';

const email: KeyNode = map(
  { recipients: acts(logins, 'notify-email') },
  { aliases: ['emails'], prefix: { key: 'recipients' }, summary: 'Mail to these addresses.' },
);

/** `notifications.email`: a map, or addresses alone. */
export const keys: YmlKeys = {
  at: 'notifications',
  keys: { email: any([email, list(login), login]) },
};
