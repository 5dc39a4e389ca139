import { z } from '@turnpike/sdk';

const MIB = 1_048_576;

export const Config = z
  .strictObject({
    bucket: z
      .string()
      .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/)
      .optional()
      .describe('Name of the bucket. Without it nothing is kept on S3.'),
    prefix: z
      .string()
      .regex(/^([\w.-]+(\/[\w.-]+)*)?$/)
      .default('turnpike')
      .describe('Keys begin with it, so that several servers may share a bucket; empty: none.'),
    endpoint: z
      .url({ protocol: /^https?$/ })
      .optional()
      .describe('Address of the S3 server; default: that of AWS in the region.'),
    publicEndpoint: z
      .url({ protocol: /^https?$/ })
      .optional()
      .describe('Where people reach it, for `downloads: redirect`; default: `endpoint`.'),
    region: z.string().min(1).default('us-east-1').describe('Region of the bucket; R2: auto.'),
    pathStyle: z
      .boolean()
      .optional()
      .describe('The bucket stands in the path; default: yes where `endpoint` is set.'),
    accessKey: z.string().min(1).optional().describe('Its key. See README for other ways.'),
    secretKey: z.string().min(1).optional().meta({ secret: true }).describe('Its secret.'),
    credentialsFile: z
      .string()
      .optional()
      .describe(
        'In the format of ~/.aws/credentials, section default; read again when it changes.',
      ),
    caFile: z.string().optional().describe('Certificates (PEM) that the server’s is checked with.'),
    encryption: z
      .enum(['bucket', 'AES256', 'aws:kms'])
      .default('bucket')
      .describe('How objects are encrypted at rest; `bucket`: as the bucket says.'),
    kmsKey: z
      .string()
      .optional()
      .describe('Key id for `encryption: aws:kms`; default: the account’s.'),
    downloads: z
      .enum(['proxy', 'redirect'])
      .default('proxy')
      .describe(
        'People’s downloads come through this server, or by a link that is good for a while.',
      ),
    redirectBytes: z
      .number()
      .int()
      .nonnegative()
      .default(10 * MIB)
      .describe('Smaller files come through this server all the same.'),
    linkSeconds: z
      .number()
      .int()
      .min(10)
      .max(604_800)
      .default(300)
      .describe('How long a link is good.'),
    acknowledge: z
      .enum(['spooled', 'stored'])
      .default('spooled')
      .describe(
        'When a part of a log counts as taken: once this process has it on its disk, or once S3 has it.',
      ),
    spoolBytes: z
      .number()
      .int()
      .min(MIB)
      .default(4096 * MIB)
      .describe('What waits for S3 on this disk, all logs together; above it workers keep theirs.'),
    connections: z.number().int().min(4).default(64).describe('At once, of this process.'),
  })
  .prefault({});
export type Config = z.infer<typeof Config>;
