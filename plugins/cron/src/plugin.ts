import { definePlugin, z } from '@turnpike/sdk';
import { requires, runDue } from './run-due.js';

export const plugin = definePlugin({
  id: 'cron',
  summary: 'Requests builds at set times.',
  config: z.strictObject({
    recentHours: z
      .number()
      .positive()
      .default(24)
      .describe(
        'A cron that asks for it is left out when its branch was built within so many hours.',
      ),
  }),
  requires,
  sweep: { everySeconds: 15, run: runDue },
});
