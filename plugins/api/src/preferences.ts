/** Names of what people prefer; in the table of preferences as they are here. */
import { z } from '@turnpike/sdk';

/** Of a repository: mail about its builds. */
export const EMAIL = 'email_subscription';
/** Of a repository: a favourite. */
export const STARRED = 'starred';

interface Known {
  readonly schema: z.ZodType<boolean | string>;
  /** Where nothing was set. */
  readonly normal: boolean | string;
}
/** Of the account (travis-api facts 7). */
export const PREFERENCES: Readonly<Record<string, Known>> = {
  build_emails: { schema: z.boolean(), normal: true },
  private_insights_visibility: { schema: z.enum(['private', 'public']), normal: 'private' },
};
