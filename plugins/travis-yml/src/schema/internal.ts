import {
  any,
  defaultTo,
  deprecated,
  downcased,
  flag,
  list,
  map,
  normal,
  oneOf,
  secret,
  text,
} from '@turnpike/sdk/yml';

export const sudo = deprecated(any([normal(flag), text]), 'The key `sudo` has no effect anymore.');

export const keepNetrc = normal(flag);

export const vm = map({
  size: oneOf('medium', 'large', 'x-large', '2x-large', 'gpu-medium', 'gpu-xlarge'),
  create: { ...map({ name: text }), flags: ['unique_value_globally'] },
  use: any([map({ name: text }), text]),
});

const version = map({ kv_api_ver: defaultTo(downcased(oneOf('kv2', 'kv1')), 'kv2') });
const name = map({ name: text }, { required: ['name'] });
const namespace = map({ namespace: any([list(any([text, name])), text, name]) });
const secretPath = any([text, version, namespace]);

export const vault = map(
  { api_url: text, token: secret, secrets: any([list(secretPath), ...secretPath.any_of]) },
  { required: ['api_url', 'token'] },
);
