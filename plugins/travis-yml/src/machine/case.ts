import { z, type ConditionData, type ConfigMap } from '@turnpike/sdk';

const options = z
  .object(
    Object.fromEntries(
      'alert defaults empty fix line support drop merge_normalized'
        .split(' ')
        .map((name) => [name, z.boolean().optional()]),
    ),
  )
  .or(z.literal('default'))
  .nullish();

const record = z.record(z.string(), z.unknown());
const mode = z.string().nullish();

const repository = z.object({
  id: z.number().optional(),
  slug: z.string().optional(),
  private: z.boolean().nullish(),
  default_branch: z.string().nullish(),
  allow_config_imports: z.boolean().nullish(),
});

const part = z.object({
  str: z.string(),
  src: z.string().optional(),
  modes: z.object({ lft: mode, rgt: mode }).optional(),
});

const file = z.string().or(z.object({ status: z.number() }));

/** A case of `turnpike config --jsonl`; which keys are there says the form. */
export const Case = z.object({
  id: z.unknown().optional(),
  opts: options,
  input: z.string().optional(),
  parts: z.array(part).optional(),
  data: record.nullish().transform((data) => (data ?? undefined) as ConditionData | undefined),
  repo: repository.optional(),
  ref: z.string().optional(),
  files: z.record(z.string(), file).optional(),
  repos: z.record(z.string(), repository).optional(),
  configs: z.array(z.object({ config: z.unknown().optional(), mode })).optional(),
  config: record.optional().transform((config) => config as ConfigMap | undefined),
  env_string: z.string().optional(),
});
export type Case = z.infer<typeof Case>;
export type CaseRepo = z.infer<typeof repository>;
export type CaseFile = z.infer<typeof file>;

/** A case of `turnpike condition --jsonl`. */
export const ConditionCase = z.object({
  id: z.unknown().optional(),
  input: z.string(),
  data: record.nullish(),
});
