import { z } from '@turnpike/sdk';

const Keepsake = z.object({
  /** The claim whose answer the run is; asked again, hub gives the same one. */
  claimId: z.string(),
  /** See `Run.tell`: the script knows it. */
  tell: z.string(),
  /** When the instance was asked for, in milliseconds since 1970. */
  startedAt: z.number(),
});

/** What goes with an instance, so that the next process of this worker can go on with its run. */
export type Keepsake = z.infer<typeof Keepsake>;

/** undefined: it is not of a worker as we know them. */
export function readKeepsake(text: string): Keepsake | undefined {
  try {
    return Keepsake.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
