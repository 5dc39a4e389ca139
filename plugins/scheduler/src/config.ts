import { z } from '@turnpike/sdk';

const texts = z.union([z.string(), z.array(z.string())]);
const limit = z.number().int().nonnegative();

/** One rule: what is given must hold, and something must be given. */
export const QueueRule = z.strictObject({
  queue: z.string().min(1),
  owner: texts.optional(),
  slug: texts.optional(),
  os: texts.optional(),
  dist: texts.optional(),
  arch: texts.optional(),
  virt: texts.optional(),
  group: texts.optional(),
  sudo: z.union([z.boolean(), texts]).optional(),
  osx_image: texts.optional(),
  language: texts.optional(),
  services: texts.optional().describe('One of them is enough.'),
  labels: texts.optional().describe('One of them is enough.'),
  vm_size: texts.optional(),
  gpu: z.boolean().optional(),
  repo_private: z.boolean().optional(),
  percentage: z.number().min(0).max(100).optional().describe('Of the jobs, for trying a queue.'),
});
export type QueueRule = z.infer<typeof QueueRule>;

export const Config = z.strictObject({
  defaultQueue: z
    .string()
    .min(1)
    .default('builds.linux')
    .describe('Queue of jobs that no rule names.'),
  queues: z
    .array(QueueRule)
    .default([])
    .describe('Rules that choose a queue; the first that holds wins.'),
  ownerLimit: limit.default(0).describe('Jobs of one owner at once; 0: no limit.'),
  ownerLimits: z.record(z.string(), limit).default({}).describe('The same for single owners.'),
  queueLimits: z
    .record(z.string(), limit)
    .default({})
    .describe('Jobs of one owner at once in a queue.'),
  noWorkerMinutes: z
    .number()
    .positive()
    .default(30)
    .describe('A job that no worker could take for this long is errored.'),
});
export type SchedulerConfig = z.infer<typeof Config>;
