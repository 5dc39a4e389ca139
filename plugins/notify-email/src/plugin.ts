import { defineNotifier, z } from '@turnpike/sdk';
import { createEmailNotifier } from './email-notifier.js';
import { keys } from './keys.js';

export const plugin = defineNotifier({
  id: 'notify-email',
  summary: 'Mails build notices.',
  config: z.strictObject({
    smtp: z
      .string()
      .regex(/^smtps?:\/\//)
      .optional()
      .meta({ secret: true })
      .describe(
        'smtp://user:password@host:port; without it no mail is sent, and the system page says so.',
      ),
    from: z.string().default('Turnpike <builds@localhost>'),
  }),
  permissions: { hosts: [{ setting: 'smtp' }] },
  notifier: {
    id: 'email',
    key: 'email',
    events: ['finished', 'canceled'],
    onSuccess: 'change',
    onFailure: 'always',
    onStart: 'never',
    onCancel: 'always',
    onError: 'always',
    pullRequests: false,
    always: true,
    autoCanceled: false,
  },
  yml: [keys],
  create: ({ config, signal }) => createEmailNotifier(config, signal),
});
