import { installedKeys } from '@turnpike/sdk/testing';
import { createConfigCompiler } from '@turnpike/plugin-travis-yml';
import { hostile, hostileData as data } from '../conformance/config/hostile.js';
import type { Bench, Figures } from './harness.js';

const compiler = createConfigCompiler(await installedKeys());

/** The longest of all, and the most memory that one leaves behind before the garbage is gone. */
export const bench: Bench = {
  name: 'config-hostile',
  summary: 'Configurations that are made to cost much: billion laughs, deep nesting, patterns …',
  async round(): Promise<Figures> {
    let longest = 0;
    let most = 0;
    for (const write of Object.values(hostile)) {
      const text = write();
      const before = process.memoryUsage().heapUsed;
      const started = performance.now();
      // Refusing is what most of them are answered by.
      await compiler.lint({ text, data }).catch(() => undefined);
      longest = Math.max(longest, performance.now() - started);
      most = Math.max(most, (process.memoryUsage().heapUsed - before) / 1e6);
    }
    return {
      inputs: { value: Object.keys(hostile).length, unit: 'count' },
      longest: { value: longest, unit: 'ms', budget: 200 },
      memory: { value: most, unit: 'MB', budget: 100 },
    };
  },
};
