import { expect, it } from 'vitest';
import { pullFailure } from './pull-failure.js';

/** As containerd, CRI-O and registries word it. */
it.each([
  [
    'rpc error: code = NotFound desc = failed to pull and unpack image "docker.io/library/rubby:3": failed to resolve reference: docker.io/library/rubby:3: not found',
    'user',
    'missing',
  ],
  ['reading manifest 99 in docker.io/library/ruby: manifest unknown', 'user', 'missing'],
  [
    'failed to resolve reference: pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed',
    'user',
    'denied',
  ],
  [
    'failed to authorize: failed to fetch oauth token: unexpected status: 401 Unauthorized',
    'user',
    'denied',
  ],
  [
    'failed to resolve reference: unexpected status from HEAD request to https://r/v2/x/manifests/1: 403 Forbidden',
    'user',
    'denied',
  ],
  ['no match for platform in manifest: not found', 'user', 'architecture'],
  [
    '429 Too Many Requests - Server message: toomanyrequests: You have reached your pull rate limit',
    'platform',
    'busy',
  ],
  ['pull QPS exceeded', 'platform', 'busy'],
  ['dial tcp: lookup registry.example.com: no such host', 'platform', 'unreachable'],
  [
    'Get "https://r/v2/": net/http: request canceled while waiting for connection (Client.Timeout exceeded)',
    'platform',
    'unreachable',
  ],
  ['unexpected status from HEAD request: 503 Service Unavailable', 'platform', 'unreachable'],
  ['something new', 'platform', 'unknown'],
])('%s', (message, blame, reason) => {
  expect(pullFailure('docker.io/library/rubby:3', message)).toMatchObject({ blame, reason });
});

it('is not taken in by the name of the image', () => {
  const image = 'docker.io/denied/429-timeout:404';
  const message = `Failed to pull image "denied/429-timeout:404": ${image}: not found`;
  expect(pullFailure(image, message)).toMatchObject({ blame: 'user', reason: 'missing' });
});

it('tells the image and what was said', () => {
  const { words } = pullFailure('docker.io/library/x:1', 'manifest unknown');
  expect(words).toBe('There is no such image (docker.io/library/x:1): manifest unknown');
});
