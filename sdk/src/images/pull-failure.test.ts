import { expect, it } from 'vitest';
import { pullFailure } from './pull-failure.js';

/** As Docker, containerd, CRI-O and registries word it. */
it.each([
  [
    'rpc error: code = NotFound desc = failed to pull and unpack image "docker.io/library/rubby:3": failed to resolve reference: docker.io/library/rubby:3: not found',
    'user',
    'missing',
  ],
  ['reading manifest 99 in docker.io/library/ruby: manifest unknown', 'user', 'missing'],
  ['manifest for a:b not found: manifest unknown', 'user', 'missing'],
  [
    'failed to resolve reference: pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed',
    'user',
    'denied',
  ],
  [
    'pull access denied for a, repository does not exist or may require docker login',
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
  ['Head "https://r/v2/": unauthorized: authentication required', 'user', 'denied'],
  ['no match for platform in manifest: not found', 'user', 'architecture'],
  ['no matching manifest for linux/arm64 in the manifest list entries', 'user', 'architecture'],
  [
    '429 Too Many Requests - Server message: toomanyrequests: You have reached your pull rate limit',
    'platform',
    'busy',
  ],
  ['received unexpected HTTP status: 429 Too Many Requests', 'platform', 'busy'],
  ['pull QPS exceeded', 'platform', 'busy'],
  ['dial tcp: lookup registry.example.com: no such host', 'platform', 'unreachable'],
  [
    'Get "http://10.0.0.1:404/v2/": dial tcp 10.0.0.1:404: connect: connection refused',
    'platform',
    'unreachable',
  ],
  [
    'Get "https://r/v2/": net/http: request canceled while waiting for connection (Client.Timeout exceeded)',
    'platform',
    'unreachable',
  ],
  ['timeout: the pull gets on by nothing', 'platform', 'unreachable'],
  ['unexpected status from HEAD request: 503 Service Unavailable', 'platform', 'unreachable'],
  ['write /data: no space left on device', 'platform', 'unknown'],
  ['something new', 'platform', 'unknown'],
])('%s', (message, blame, reason) => {
  const failure = pullFailure('docker.io/library/rubby:3', message);
  expect(failure).toMatchObject({ blame, reason });
  expect(failure.words).toContain(message);
});

it.each([
  'Failed to pull image "denied/429-timeout:404": docker.io/denied/429-timeout:404: not found',
  'Head "https://r.example.com/v2/denied/429-timeout/manifests/404": not found',
  'manifest for denied/429-timeout:404 not found: manifest unknown',
])('is not taken in by the name of the image: %s', (message) => {
  const failure = pullFailure('docker.io/denied/429-timeout:404', message);
  expect(failure).toMatchObject({ blame: 'user', reason: 'missing' });
});

it('tells the image and what was said', () => {
  const { words } = pullFailure('docker.io/library/x:1', 'manifest unknown');
  expect(words).toBe('There is no such image (docker.io/library/x:1): manifest unknown');
});
