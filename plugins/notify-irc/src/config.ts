import { z } from '@turnpike/sdk';

export const config = z.strictObject({
  nick: z
    .string()
    .regex(/^[A-Za-z[\]\\`_^{|}][\w[\]\\`^{|}-]{0,29}$/)
    .default('turnpike')
    .describe('Who says it, where .travis.yml names nobody.'),
});
export type Config = z.infer<typeof config>;
