import { setTimeout as wait } from 'node:timers/promises';
import { defineExecutor } from '@turnpike/sdk';

export const plugin = defineExecutor({
  id: 'executor-echo',
  summary: 'Prints scripts in place of running them.',
  create: ({ log }) => ({
    id: 'echo',
    isolation: 'machine',
    offers: { os: ['linux'], arch: ['amd64'] },
    warnings: ['It runs nothing.'],
    async open() {
      this.offers = { os: ['linux'], arch: ['s390x'] };
      this.warnings = ['It runs nothing, slowly.'];
    },
    async start({ run, env }, signal) {
      if (env.FAIL) throw Object.assign(new Error('There is no such image.'), { blame: 'user' });
      return {
        id: `echo ${run.jobId}.${run.run}`,
        run(bash) {
          if (env.DIE) setTimeout(() => process.exit(9), 20);
          const text = Buffer.from(bash).toString();
          async function* output() {
            for (const word of text.split(' ')) yield Buffer.from(`${word}\n`);
            if (env.DIE) await wait(60_000, undefined, { signal });
          }
          const exit = env.DIE
            ? new Promise(() => undefined)
            : Promise.resolve({ code: text.length });
          return { output: output(), exit };
        },
        stop: async () => log.info({ run: run.run }, 'stopped'),
      };
    },
    reap: async () => undefined,
  }),
});
