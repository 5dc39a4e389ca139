import { definePlugin, z } from '@turnpike/sdk';

export const plugin = definePlugin({
  id: 'quiet-hours',
  summary: 'Starts no builds of chosen branches, and leaves out jobs of chosen systems.',
  config: z.strictObject({
    branches: z.array(z.string()).default([]),
    leaveOut: z
      .string()
      .transform((text) => text.split(' '))
      .default(''),
  }),
  repositorySettings: z.object({
    awake: z.array(z.string()).default([]).describe('Branches that never rest.'),
    tone: z.enum(['kind', 'strict']).nullable().default(null).describe('How it says no.'),
    most: z.int().min(0).max(9).default(3).describe('Jobs that are never left out.'),
  }),
  permissions: { hooks: ['request.accept', 'matrix.expand', 'job.payload'] },
  taps({ hooks, config, repositorySettings }) {
    hooks.request.accept.tap('quiet-hours', ({ request, repository }) => {
      if (repositorySettings(repository).awake.includes(request.branch)) return undefined;
      if (request.branch === 'nonsense') return true;
      if (request.branch === 'loops') for (;;);
      if (request.branch === 'thrown') throw new Error('thrown in a tap');
      return config.branches.includes(request.branch)
        ? { rule: 'quiet-hours', message: `${request.branch} rests now; push again later.` }
        : undefined;
    });
    hooks.matrix.expand.tap('quiet-hours', (context) => ({
      ...context,
      jobs: context.jobs.filter(({ os }) => !config.leaveOut.includes(os)),
    }));
    hooks.job.payload.tap('quiet-hours', (context) => {
      const { payload } = context;
      const seen = {
        name: 'SEEN',
        value: String(JSON.stringify(payload).includes('private')),
        public: true,
      };
      return { ...context, payload: { ...payload, env_vars: [...payload.env_vars, seen] } };
    });
  },
});
