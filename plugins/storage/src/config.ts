import { z } from '@turnpike/sdk';

const MIB = 1_048_576;
const bytes = (value: number) => z.number().int().positive().default(value);
const days = (value: number) => z.number().positive().default(value);

export const Config = z
  .strictObject({
    store: z
      .string()
      .default('fs')
      .describe('Where the files lie: fs, in `dir`; or the id of another store, such as s3.'),
    dir: z.string().optional().describe("Folder of the files; default: this plugin's data folder."),
    maxFileBytes: bytes(2048 * MIB).describe('No archive and no artifact is larger.'),
    cacheQuotaBytes: bytes(5120 * MIB).describe(
      'Caches of one repository; above it, those go that were not used for longest.',
    ),
    forkCacheQuotaBytes: bytes(1024 * MIB).describe(
      "The same for what forks' pull requests store, all of one repository together.",
    ),
    buildQuotaBytes: bytes(5120 * MIB).describe('Workspaces and artifacts of one build.'),
    buildFiles: bytes(10_000).describe('How many workspaces and artifacts a build may leave.'),
    cacheDays: days(45).describe('A cache goes when it was not used for so long.'),
    workspaceDays: days(30).describe('So long a job of the build can be restarted with them.'),
    artifactDays: days(90),
  })
  .prefault({});
export type StorageConfig = z.infer<typeof Config>;
