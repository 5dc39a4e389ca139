import { z } from '@turnpike/sdk';

export const brokerConfig = z
  .strictObject({
    listen: z
      .strictObject({
        host: z.string().default('127.0.0.1').describe('Address to listen on.'),
        port: z.number().int().min(0).max(65535).default(1883).describe('0 takes a free one.'),
        tls: z
          .strictObject({ cert: z.string(), key: z.string() })
          .optional()
          .describe('Files of the certificate and its key, PEM.'),
      })
      .optional()
      .describe(
        'Opens a port for the other processes; absent: only this process meets the broker.',
      ),
    users: z
      .array(
        z.strictObject({
          user: z.string().min(1),
          password: z.string().min(12).meta({ secret: true }),
          rights: z
            .enum(['role', 'worker'])
            .describe(
              '`role`: all topics. `worker`: hears of queued jobs and cancels, tells nothing.',
            ),
        }),
      )
      .default([])
      .describe('Who may connect to the port.'),
  })
  .refine((config) => !config.listen || config.users.length > 0, {
    path: ['users'],
    message: 'A broker that listens needs users: nobody could connect.',
  })
  .prefault({});
export type BrokerConfig = z.infer<typeof brokerConfig>;
export type BrokerUser = BrokerConfig['users'][number];
export type Rights = BrokerUser['rights'];
