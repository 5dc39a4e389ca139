import { describe, expect, it } from 'vitest';
import { sha256, signedHeaders, signedQuery, type SignedPlace } from './sign.js';

/** The examples that the description of the signature comes with. */
const place: SignedPlace = {
  credentials: {
    accessKey: 'AKIAIOSFODNN7EXAMPLE',
    secretKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  },
  region: 'us-east-1',
  service: 's3',
  at: new Date('2013-05-24T00:00:00Z'),
};
const host = 'examplebucket.s3.amazonaws.com';
const signatureOf = (headers: Record<string, string>): string =>
  headers['authorization']!.split('Signature=')[1]!;

describe('a signature of headers', () => {
  it('is as described for the range of an object', () => {
    const request = { method: 'GET', host, path: '/test.txt', query: {} };
    const signed = signedHeaders(
      { ...request, headers: { range: 'bytes=0-9' } },
      sha256(''),
      place,
    );
    expect(signatureOf(signed)).toBe(
      'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
    );
  });

  it('is as described for a list of keys', () => {
    const query = { 'max-keys': '2', prefix: 'J' };
    const request = { method: 'GET', host, path: '/', query, headers: {} };
    expect(signatureOf(signedHeaders(request, sha256(''), place))).toBe(
      '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7',
    );
  });

  it('covers the token of a key that was lent', () => {
    const lent = { ...place, credentials: { ...place.credentials, sessionToken: 'lent' } };
    const request = { method: 'GET', host, path: '/', query: {}, headers: {} };
    const signed = signedHeaders(request, sha256(''), lent);
    expect(signed).toMatchObject({ 'x-amz-security-token': 'lent' });
    expect(signed['authorization']).toContain('x-amz-date;x-amz-security-token');
  });
});

describe('an address that is signed', () => {
  it('is as described', () => {
    const request = { method: 'GET', host, path: '/test.txt', query: {} };
    expect(signedQuery(request, 86_400, place)).toMatchObject({
      'X-Amz-Signature': 'aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404',
      'X-Amz-Expires': '86400',
    });
  });
});
