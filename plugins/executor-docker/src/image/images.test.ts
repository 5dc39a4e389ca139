import { describe, expect, it } from 'vitest';
import { pullFailure } from './pull-failure.js';
import { isAllowed, readReference, through } from './reference.js';

const SHA = `sha256:${'a'.repeat(64)}`;

describe('the name of an image', () => {
  it.each([
    ['debian', 'docker.io', 'debian:latest'],
    ['docker.io/library/debian:12', 'docker.io', 'library/debian:12'],
    ['owner/name:1.2', 'docker.io', 'owner/name:1.2'],
    ['localhost/name', 'localhost', 'localhost/name:latest'],
    [
      'registry.example.org:5000/a/b:c',
      'registry.example.org:5000',
      'registry.example.org:5000/a/b:c',
    ],
    [`ghcr.io/a/b@${SHA}`, 'ghcr.io', `ghcr.io/a/b@${SHA}`],
  ])('%s', (text, registry, name) => expect(readReference(text)).toMatchObject({ registry, name }));

  it.each(['', 'UPPER', 'a b', 'a:b:c', '../a', 'a@sha256:1', 'debian:12; rm -rf /', '-v', 'a//b'])(
    'is not `%s`',
    (text) => expect(readReference(text)).toBeUndefined(),
  );

  it('is allowed by patterns, as it is written or in full', () => {
    const [debian, own] = [readReference('debian:12')!, readReference('r.example.org/ci/ruby')!];
    expect(isAllowed(debian, ['debian:*'])).toBe(true);
    expect(isAllowed(debian, ['docker.io/debian:12'])).toBe(true);
    expect(isAllowed(own, ['r.example.org/ci/*'])).toBe(true);
    expect(isAllowed(own, ['debian:*', 'r.example.org/other/*', 'rXexample.org/*'])).toBe(false);
    expect(isAllowed(own, [])).toBe(false);
  });

  it('leads to the mirror only where nobody named a registry', () => {
    expect(through(readReference('debian:12')!, 'm.example.org')).toBe(
      'm.example.org/library/debian:12',
    );
    expect(through(readReference('a/b')!, 'm.example.org')).toBe('m.example.org/a/b:latest');
    expect(through(readReference('ghcr.io/a/b')!, 'm.example.org')).toBe('ghcr.io/a/b:latest');
  });
});

describe('a failed pull', () => {
  it.each([
    ['toomanyrequests: You have reached your pull rate limit', 'platform', /asked too often/],
    ['received unexpected HTTP status: 429 Too Many Requests', 'platform', /mirror/],
    ['manifest for a:b not found: manifest unknown', 'user', /does not exist/],
    [
      'pull access denied for a, repository does not exist or may require login',
      'user',
      /credentials/,
    ],
    ['Head "https://r/v2/": unauthorized: authentication required', 'user', /credentials/],
    ['no matching manifest for linux/arm64 in the manifest list entries', 'user', /architecture/],
    ['dial tcp: lookup r.example.org: no such host', 'platform', /cannot be reached/],
    ['timeout: the pull gets on by nothing', 'platform', /cannot be reached/],
    ['write /data: no space left on device', 'platform', /could not be pulled/],
  ])('`%s` is the fault of the %s', (words, blame, says) => {
    const failure = pullFailure('a:b', words);
    expect(failure.blame).toBe(blame);
    expect(failure.message).toMatch(says);
    expect(failure.message).toContain(words);
  });
});
