import { z } from '@turnpike/sdk';

export const Config = z.strictObject({
  allowForks: z
    .boolean()
    .default(false)
    .describe('Run pull requests from forks although nothing keeps them from this machine.'),
  user: z
    .string()
    .optional()
    .describe(
      'Unprivileged user of the jobs when the server is root; default: `turnpike-job`, else `nobody`.',
    ),
  jobsDir: z
    .string()
    .optional()
    .describe('Folder of the job homes; default: a folder of its own below /var/tmp.'),
  namespaces: z
    .enum(['auto', 'off'])
    .default('auto')
    .describe(
      '`auto`: hide the data folder and other processes from jobs where the kernel allows.',
    ),
  hide: z
    .array(z.string())
    .default([])
    .describe('More folders and files that jobs must not see; needs namespaces.'),
  writable: z
    .array(z.string())
    .default([])
    .describe(
      'Folders that jobs may see and change as their user can, such as those of version managers, although they lie in a home, or in /tmp, /var/tmp or /dev/shm.',
    ),
  env: z
    .array(z.string())
    .default(['PATH', 'LANG', 'LC_ALL', 'TZ', 'http_proxy', 'https_proxy', 'no_proxy'])
    .describe("Variables of the server's environment that jobs get; no others."),
  limits: z
    .strictObject({
      processes: z
        .number()
        .int()
        .positive()
        .default(4096)
        .describe('Of the user, all jobs together.'),
      fileMiB: z.number().int().positive().default(20_480).describe('Size of one file.'),
      diskMiB: z.number().int().positive().default(40_960).describe('All files of a job together.'),
      memoryMiB: z.number().int().positive().optional().describe('Address space of one process.'),
      cpuSeconds: z.number().int().positive().optional().describe('Processor time of one process.'),
    })
    .prefault({}),
});
export type LocalConfig = z.infer<typeof Config>;
