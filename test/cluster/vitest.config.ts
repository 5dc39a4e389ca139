import { mergeConfig } from 'vitest/config';
import shared from '../vitest.config.js';

/** Tests on real engines and on the real cluster: `npm run test:cluster [FILTER…]`. */
export default mergeConfig(
  { ...shared, test: { ...shared.test, include: [], exclude: [] } },
  {
    test: {
      include: ['test/cluster/**/*.test.ts'],
      exclude: ['**/node_modules/**'],
      // They share two nodes and two cores; files that kill a node are alone with it.
      maxWorkers: 1,
      testTimeout: 300_000,
      hookTimeout: 300_000,
      expect: { poll: { timeout: 120_000 } },
    },
  },
);
