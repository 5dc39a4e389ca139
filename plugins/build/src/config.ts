import { z, type CompileEnv } from '@turnpike/sdk';

const source = z.strictObject({
  sourceline: z.string().min(1),
  key_url: z.url().optional(),
});

/** What the operator decides about scripts. */
export const buildConfig = z.strictObject({
  images: z
    .record(z.string(), z.string().min(1))
    .default({})
    .describe(
      'Container image of a language, in place of the one that it proposes; `{version}` stands for the version asked for.',
    ),
  aptSources: z
    .record(z.string(), source)
    .default({})
    .describe('Package sources by the alias under which `addons.apt.sources` may ask for them.'),
  aptSafelist: z
    .array(z.string())
    .default([])
    .describe('Packages that jobs without sudo may install.'),
});

export type BuildConfig = z.infer<typeof buildConfig>;

/** The operator's word under what the caller brings: the caller knows the job. */
export function withOperator(config: BuildConfig, env: CompileEnv): CompileEnv {
  return {
    ...env,
    images: { ...config.images, ...env.images },
    aptSources: { ...config.aptSources, ...env.aptSources },
    aptSafelist: env.aptSafelist ?? config.aptSafelist,
  };
}
