/** The bucket that the settings name. */
import { ConfigError, type Clock } from '@turnpike/sdk';
import type { Config } from './config.js';
import { credentialSource, type CredentialSource } from './credentials/credential-source.js';
import { createObjects, type Objects } from './wire/objects.js';
import { hostOf, type BucketPlace } from './wire/place.js';
import { createS3Client } from './wire/s3-client.js';
import { createSender } from './wire/send.js';

export interface Bucket {
  readonly objects: Objects;
  /** With a secret that is wrong: no server should serve it. */
  readonly stranger: Objects;
  /** Empty, or ends with a slash. */
  readonly prefix: string;
  /** For people. */
  readonly place: string;
  close(): void;
}

/** Throws ConfigError where settings do not go together. */
export function openBucket(
  config: Config & { readonly bucket: string },
  env: Readonly<Record<string, string | undefined>>,
  clock: Pick<Clock, 'now' | 'sleep'>,
): Bucket {
  const { region, bucket, connections, caFile, publicEndpoint } = config;
  const place: BucketPlace = {
    bucket,
    endpoint: new URL(config.endpoint ?? `https://s3.${region}.amazonaws.com`),
    pathStyle: config.pathStyle ?? config.endpoint !== undefined,
  };
  const sender = createSender({ connections, ...(caFile === undefined ? {} : { caFile }) });
  const objectsBy = (credentials: CredentialSource): Objects =>
    createObjects(
      createS3Client({
        ...{ place, region, credentials, sender, clock },
        ...(publicEndpoint === undefined ? {} : { publicEndpoint: new URL(publicEndpoint) }),
      }),
      atRest(config),
    );
  const source = credentialSource(config, env);
  const prefix = config.prefix === '' ? '' : `${config.prefix}/`;
  return {
    objects: objectsBy(source),
    stranger: objectsBy(wrong(source)),
    prefix,
    place: `s3://${bucket}/${prefix} at ${hostOf(place)}, key from ${source.words}`,
    close: () => sender.close(),
  };
}

const wrong = (source: CredentialSource): CredentialSource => ({
  ...source,
  get: async () => ({ ...(await source.get()), secretKey: 'not-the-secret' }),
});

function atRest({ encryption, kmsKey }: Config): Readonly<Record<string, string>> {
  if (kmsKey !== undefined && encryption !== 'aws:kms')
    throw new ConfigError('TURNPIKE_CONFIG_INVALID', '`kmsKey` needs `encryption: aws:kms`.', {
      key: 'store-s3.kmsKey',
      wayOut: 'Set store-s3.encryption to aws:kms, or leave store-s3.kmsKey out.',
    });
  if (encryption === 'bucket') return {};
  const wanted = { 'x-amz-server-side-encryption': encryption };
  if (kmsKey === undefined) return wanted;
  return { ...wanted, 'x-amz-server-side-encryption-aws-kms-key-id': kmsKey };
}
