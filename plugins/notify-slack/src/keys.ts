import type { YmlKeys } from '@turnpike/sdk';
import { acts, any, flag, map, secrets, template } from '@turnpike/sdk/yml';

const HERE = 'notify-slack';

const slack = map(
  {
    rooms: acts(secrets, HERE),
    template: acts(template, HERE),
    on_pull_requests: acts(flag, HERE),
  },
  { prefix: { key: 'rooms' }, summary: 'Messages to these rooms of Slack.' },
);

/** `notifications.slack`: a map, or rooms alone. */
export const keys: YmlKeys = { at: 'notifications', keys: { slack: any([slack, secrets]) } };
