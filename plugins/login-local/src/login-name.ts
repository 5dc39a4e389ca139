import { whyNoOwner, z } from '@turnpike/sdk';

/** The login of an account here: one whose pages a browser reaches. */
export const loginName = z
  .string()
  .regex(/^[\w.-]{1,100}$/, 'has characters other than letters, digits, . _ -')
  .refine((login) => whyNoOwner(login) === undefined, {
    error: ({ input }) => `cannot be used: ${whyNoOwner(String(input))}`,
  });
