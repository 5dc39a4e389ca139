import { describe, expect, it } from 'vitest';
import { buildConfig, withOperator } from './config.js';

const now = '2024-03-01T12:00:00Z';

describe('withOperator', () => {
  it('puts the operator under what the caller brings', () => {
    const config = buildConfig.parse({
      images: { ruby: 'own/ruby:{version}', go: 'own/go' },
      aptSources: { a: { sourceline: 'ppa:a/b' } },
      aptSafelist: ['jq'],
    });
    expect(withOperator(config, { now, images: { go: 'other/go' } })).toEqual({
      now,
      images: { ruby: 'own/ruby:{version}', go: 'other/go' },
      aptSources: { a: { sourceline: 'ppa:a/b' } },
      aptSafelist: ['jq'],
    });
  });

  it('refuses what is no setting', () => {
    expect(() => buildConfig.parse({ image: {} })).toThrow('image');
    expect(() => buildConfig.parse({ aptSources: { a: {} } })).toThrow('sourceline');
  });
});
