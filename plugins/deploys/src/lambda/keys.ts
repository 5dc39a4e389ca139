import type { MapNode } from '@turnpike/sdk';
import { alias, flag, login, map, oneOf, secret, secrets, text, texts } from '@turnpike/sdk/yml';
import { unused } from '../shared/unused.js';

/** Options of the provider, as `.travis.yml` names them. */
export const keys: MapNode = map({
  access_key_id: login,
  secret_access_key: secret,
  region: text,
  function_name: text,
  role: text,
  handler_name: text,
  module_name: unused(text),
  zip: text,
  description: text,
  timeout: text,
  memory_size: text,
  runtime: text,
  security_group_ids: unused(texts),
  environment: unused(alias(secrets, 'environment_variables')),
  subnet_ids: unused(texts),
  dead_letter_arn: unused(text),
  kms_key_arn: unused(text),
  tracing_mode: unused(oneOf('Active', 'PassThrough')),
  layers: unused(texts),
  publish: flag,
  function_tags: unused(secrets),
  dot_match: unused(flag),
});
