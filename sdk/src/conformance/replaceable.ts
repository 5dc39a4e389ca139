import { describe, expect, it } from 'vitest';
import type { Plugin } from '@turnpike/core/contracts';
import { testPlugin, type TestPluginOptions } from '../testing/test-plugin.js';

const TIMES = 10;

/** What a plugin promises by `replaceable: true`: it takes its own place in a running host, again and again. @stable */
export function replaceableConformance(
  name: string,
  plugin: Plugin,
  options: TestPluginOptions = {},
): void {
  describe(`replaceable plugin ${name}`, () => {
    it('takes its own place while the host runs, and leaves nothing behind', async () => {
      const host = await testPlugin(plugin, options);
      const { id } = plugin.definition;
      const takesItsPlace = async () =>
        expect(
          await host.replace({ plugin, id, source: id }),
          '`replaceable`: another version may take its place while the server runs',
        ).toBeUndefined();
      try {
        const before = host.installed.scopes;
        await takesItsPlace();
        const resources = process.getActiveResourcesInfo().length;
        for (let times = 1; times < TIMES; times += 1) await takesItsPlace();
        expect(host.installed.scopes, 'all that is registered belongs to the scope').toEqual(
          before,
        );
        await expect
          .poll(() => process.getActiveResourcesInfo().length, {
            message: '`replaceable`: nothing is lost, and nothing left, when its scope is disposed',
          })
          .toBeLessThan(resources + TIMES - 1);
      } finally {
        await host.stop();
      }
    });
  });
}
