/** Where a bucket is: which host is spoken to, and which address a key has there. */
import { encodeKey } from './encode.js';

export interface BucketPlace {
  readonly endpoint: URL;
  readonly bucket: string;
  /** The bucket stands in the path and not in the name of the host. */
  readonly pathStyle: boolean;
}

export function hostOf({ endpoint, bucket, pathStyle }: BucketPlace): string {
  return pathStyle ? endpoint.host : `${bucket}.${endpoint.host}`;
}

/** Escaped. `key` empty: the bucket itself. */
export function pathOf({ endpoint, bucket, pathStyle }: BucketPlace, key: string): string {
  const base = endpoint.pathname.replace(/\/$/, '');
  return `${base}/${pathStyle ? `${bucket}/` : ''}${encodeKey(key)}`;
}
