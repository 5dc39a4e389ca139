import { z } from '@turnpike/sdk';

export const loginConfig = z
  .strictObject({
    admin: z
      .string()
      .regex(/^[\w.-]{1,100}$/)
      .default('admin')
      .describe('Login of the administrator that the first start makes.'),
    linkHours: z
      .number()
      .positive()
      .default(24)
      .describe('Hours for which a one-time link can be used.'),
  })
  .prefault({});
export type LoginConfig = z.infer<typeof loginConfig>;
