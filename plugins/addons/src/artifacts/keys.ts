import type { KeyNode } from '@turnpike/sdk';
import {
  acts,
  alias,
  flag,
  login,
  number,
  secret,
  switchable,
  text,
  texts,
} from '@turnpike/sdk/yml';
import { switched } from '../shared/keys.js';

/** What may stand under `addons.artifacts`. */
export const keys: KeyNode = acts(
  switched(
    switchable({
      enabled: acts(flag, 'build/stages'),
      bucket: text,
      endpoint: text,
      key: alias(login, 'aws_access_key_id', 'aws_access_key', 'access_key_id', 'access_key'),
      secret: alias(
        secret,
        'aws_secret_access_key',
        'aws_secret_key',
        'secret_access_key',
        'secret_key',
      ),
      region: alias(text, 's3_region'),
      paths: texts,
      branch: text,
      log_format: text,
      target_paths: texts,
      debug: flag,
      concurrency: number,
      max_size: number,
      permissions: text,
      working_dir: text,
      cache_control: text,
    }),
  ),
  'addons/artifacts/*',
);
