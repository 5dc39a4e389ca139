import type { MapNode } from '@turnpike/sdk';
import { alias, flag, login, map, oneOf, secret, secrets, text, texts } from '@turnpike/sdk/yml';

/** Options of the provider, as `.travis.yml` names them. */
export const keys: MapNode = map({
  access_key_id: login,
  secret_access_key: secret,
  region: text,
  function_name: text,
  role: text,
  handler_name: text,
  module_name: text,
  zip: text,
  description: text,
  timeout: text,
  memory_size: text,
  runtime: text,
  security_group_ids: texts,
  environment: alias(secrets, 'environment_variables'),
  subnet_ids: texts,
  dead_letter_arn: text,
  kms_key_arn: text,
  tracing_mode: oneOf('Active', 'PassThrough'),
  layers: texts,
  publish: flag,
  function_tags: secrets,
  dot_match: flag,
});
