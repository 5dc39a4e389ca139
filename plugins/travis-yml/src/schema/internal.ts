import {
  acts,
  any,
  defaultTo,
  deprecated,
  downcased,
  flag,
  limited,
  list,
  map,
  normal,
  oneOf,
  refused,
  secret,
  text,
} from '@turnpike/sdk/yml';

export const sudo = deprecated(any([normal(flag), text]), 'The key `sudo` has no effect anymore.');

export const keepNetrc = acts(normal(flag), 'build/checkout');

const noImages = 'there are no machine images, so none can be made or started';

export const vm = acts(
  map({
    size: limited(
      oneOf('medium', 'large', 'x-large', '2x-large', 'gpu-medium', 'gpu-xlarge'),
      'it gives a job no more memory or processors',
      'rules of `scheduler.queues` may send such jobs to larger workers',
    ),
    create: refused(
      { ...map({ name: text }), flags: ['unique_value_globally'] },
      noImages,
      'install in `before_install`, or on the worker',
    ),
    use: refused(
      any([map({ name: text }), text]),
      noImages,
      'install in `before_install`, or on the worker',
    ),
  }),
  'scheduler/queue-of',
);

const version = map({ kv_api_ver: defaultTo(downcased(oneOf('kv2', 'kv1')), 'kv2') });
const name = map({ name: text }, { required: ['name'] });
const namespace = map({ namespace: any([list(any([text, name])), text, name]) });
const secretPath = any([text, version, namespace]);

export const vault = refused(
  map(
    { api_url: text, token: secret, secrets: any([list(secretPath), ...secretPath.any_of]) },
    { required: ['api_url', 'token'] },
  ),
  'nothing fetches secrets from a vault, and the job would run without them',
  'keep them as variables in the settings of the repository, or encrypt them with `turnpike encrypt`',
);
