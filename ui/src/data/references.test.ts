import { describe, expect, it } from 'vitest';
import { resolveReferences } from './references.js';

describe('resolveReferences', () => {
  it('puts the whole object where only its address stands', () => {
    const branch = { '@type': 'branch', '@href': '/b/main', name: 'main' };
    const answer = resolveReferences({
      builds: [
        { '@href': '/build/1', branch },
        { '@href': '/build/2', branch: { '@href': '/b/main' } },
      ],
    });
    expect(answer.builds[1]?.branch).toBe(branch);
  });

  it('takes the fullest of several, and bears circles', () => {
    const answer = resolveReferences({
      '@href': '/build/1',
      state: 'passed',
      jobs: [{ '@href': '/job/1', build: { '@href': '/build/1' } }],
    });
    expect(answer.jobs[0]?.build).toBe(answer);
  });

  it('leaves an address that nothing stands for', () => {
    expect(resolveReferences({ owner: { '@href': '/owner/x' }, list: [null, 1] })).toEqual({
      owner: { '@href': '/owner/x' },
      list: [null, 1],
    });
  });
});
