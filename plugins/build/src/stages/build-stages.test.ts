import { defineAddon, type AddonDefinition, type JobPayload } from '@turnpike/sdk';
import { describe, expect, it } from 'vitest';
import { compileScript } from '../compile.js';
import { createRegistry } from '../parts.js';

const generic = { id: 'generic', script: () => {} };

const waitFor: AddonDefinition = defineAddon({
  id: 'wait_for',
  withoutSudo: true,
  hooks: { before_script: (sh) => sh.cmd('echo waiting') },
  check: (options) =>
    String(options).includes(':') ? undefined : `"${String(options)}" names no $(port)`,
});

function compiled(addons: unknown) {
  const registry = createRegistry({
    languages: [generic],
    addons: [waitFor],
    services: [],
    deploys: [],
  });
  const payload = {
    config: { language: 'generic', addons, script: ['true'] },
    repository: { slug: 'a/b' },
    job: { id: 1, number: '1.1', branch: 'main' },
    turnpike: { run: 1, trust: 'full' },
  } as unknown as JobPayload;
  return compileScript(registry, payload, { os: 'linux', isolation: 'none' } as never);
}

describe('the stages of a job', () => {
  it.each(['nowhere', '', 5])(
    'errors the job where an add-on rejects its options: %s',
    (options) => {
      const { bash, messages } = compiled({ wait_for: options || 'empty' });
      expect(messages).toMatchObject([{ code: 'config_error' }]);
      expect(messages[0]?.text).toContain('addons.wait_for: ');
      expect(bash).toContain('exit 2');
      expect(bash).not.toContain('echo waiting');
      expect(bash).toContain('\\$(port)');
    },
  );

  it('has the add-on whose options are right, and none that is switched off', () => {
    expect(compiled({ wait_for: 'a:1' }).bash).toContain('echo waiting');
    expect(compiled({ wait_for: { enabled: false } }).bash).not.toContain('echo waiting');
    expect(compiled({ wait_for: { enabled: false } }).messages).toEqual([]);
  });
});
