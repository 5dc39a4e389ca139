/** Of both doors: our own and Pusher's. */
import { z, type VisitorRights } from '@turnpike/sdk';

export const liveConfig = z
  .strictObject({
    public: z
      .boolean()
      .optional()
      .describe(
        'May visitors hear of public repositories? Default: as `api.public` says where the api runs in the same process, else no.',
      ),
    recheckSeconds: z
      .number()
      .positive()
      .default(5)
      .describe('How often sessions and rights of open connections are checked again.'),
  })
  .prefault({});
export type LiveConfig = z.infer<typeof liveConfig>;

/** As the api says where it runs in the same process, unless it is said here. */
export function visitorsRead(
  config: LiveConfig,
  { visitorRights }: { readonly visitorRights?: VisitorRights | undefined },
): boolean {
  return config.public ?? visitorRights?.mayRead ?? false;
}
