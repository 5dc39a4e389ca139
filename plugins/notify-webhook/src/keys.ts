import type { YmlKeys } from '@turnpike/sdk';
import { acts, any, flag, frequency, list, login, map, secret } from '@turnpike/sdk/yml';

const rule = acts(frequency, 'hub/notify-build');
const url = map({ url: secret, msteams: flag }, { strict: false, required: ['url'] });
const urls = list(any([url, login]));

const webhooks = map(
  { urls: any([urls, url, login]), on_start: rule, on_cancel: rule, on_error: rule },
  { aliases: ['webhook'], prefix: { key: 'urls' }, summary: 'Signed requests to these addresses.' },
);

/** `notifications.webhooks`: a map, or addresses alone. */
export const keys: YmlKeys = {
  at: 'notifications',
  keys: { webhooks: any([webhooks, urls, url, login]) },
};
