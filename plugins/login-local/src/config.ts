import { z } from '@turnpike/sdk';
import { loginName } from './login-name.js';

export const loginConfig = z
  .strictObject({
    admin: loginName
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
