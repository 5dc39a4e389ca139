import { urlPart } from './url-part.js';
import { createHash, createHmac } from 'node:crypto';

/** An object store and how its URLs are signed. */
export interface ObjectStore {
  readonly kind: 's3' | 'gcs';
  readonly bucket: string;
  readonly accessKey: string;
  readonly secretKey: string;
  readonly scheme: string;
  readonly region: string;
  readonly host: string;
  readonly version: '2' | '4';
}

export interface SignedRequest {
  readonly method: 'GET' | 'PUT';
  /** Key in the bucket, already escaped for a URL. */
  readonly key: string;
  readonly expiresSeconds: number;
  /** ISO 8601. */
  readonly now: string;
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

function query(params: Readonly<Record<string, string>>): string {
  return Object.keys(params)
    .sort()
    .map((name) => `${urlPart(name)}=${urlPart(params[name] ?? '')}`)
    .join('&');
}

/** AWS signature version 4 in the query; the bucket is part of the path, so any S3-compatible store works. */
function presignV4(
  store: ObjectStore,
  { method, key, expiresSeconds, now }: SignedRequest,
): string {
  const stamp = now.replace(/\.\d+/, '').replace(/[-:]/g, '');
  const date = stamp.slice(0, 8);
  const scope = `${date}/${store.region}/s3/aws4_request`;
  const path = `/${store.bucket}/${key}`;
  const params = {
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': `${store.accessKey}/${scope}`,
    'X-Amz-Date': stamp,
    'X-Amz-Expires': String(expiresSeconds),
    'X-Amz-SignedHeaders': 'host',
  };
  const canonical = [
    method,
    path,
    query(params),
    `host:${store.host}`,
    '',
    'host',
    'UNSIGNED-PAYLOAD',
  ].join('\n');
  const digest = createHash('sha256').update(canonical).digest('hex');
  const toSign = ['AWS4-HMAC-SHA256', stamp, scope, digest].join('\n');
  const chain = [store.region, 's3', 'aws4_request'];
  const signingKey = chain.reduce(hmac, hmac(`AWS4${store.secretKey}`, date));
  const signature = hmac(signingKey, toSign).toString('hex');
  return `${store.scheme}://${store.host}${path}?${query({ ...params, 'X-Amz-Signature': signature })}`;
}

/** The older signature, with the bucket as part of the host; also what Google's storage takes. */
function presignV2(
  store: ObjectStore,
  { method, key, expiresSeconds, now }: SignedRequest,
): string {
  const expires = String(Math.floor(Date.parse(now) / 1000) + expiresSeconds);
  const toSign = [method, '', '', expires, `/${store.bucket}/${key}`].join('\n');
  const signature = createHmac('sha1', store.secretKey).update(toSign).digest('base64');
  const id = store.kind === 'gcs' ? 'GoogleAccessId' : 'AWSAccessKeyId';
  const params = query({ [id]: store.accessKey, Expires: expires, Signature: signature });
  return `${store.scheme}://${store.bucket}.${store.host}/${key}?${params}`;
}

/** A URL that does one thing with one object until it expires. */
export function presign(store: ObjectStore, request: SignedRequest): string {
  return store.version === '2' ? presignV2(store, request) : presignV4(store, request);
}
