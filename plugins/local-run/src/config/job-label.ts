import { cutText, type JobConfig, type JsonObject, type JsonValue } from '@turnpike/sdk';

/** Keys that say nothing by which people tell jobs of a matrix apart. */
const DULL = new Set(
  [
    'os dist arch language group stage name if sudo virt vm install script before_install before_script',
    'after_script after_success after_failure before_cache cache git addons services deploy before_deploy',
    'after_deploy allow_failure branches notifications workspaces image timeouts version filter_secrets',
  ].flatMap((line) => line.split(' ')),
);

/** The job's name, else its plain values: `python 3.12, DB=mysql`. */
export function jobLabel(config: JobConfig | JsonObject): string {
  const { name } = config;
  if (typeof name === 'string' && name !== '') return name;
  const axes = Object.entries(config).flatMap(([key, value]) =>
    DULL.has(key) || key === 'env' || !isScalar(value) ? [] : [`${key} ${value}`],
  );
  return cutText(
    [...axes, ...variables(config['env'] as JsonValue | undefined)].join(', '),
    80,
    '…',
  );
}

function variables(env: JsonValue | undefined): readonly string[] {
  const entries = Array.isArray(env) ? (env as readonly JsonValue[]) : [];
  return entries.flatMap((entry) =>
    typeof entry !== 'object' || entry === null
      ? []
      : Object.entries(entry as JsonObject).flatMap(([key, value]) =>
          key !== 'secure' && isScalar(value) ? [`${key}=${value}`] : [],
        ),
  );
}

function isScalar(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}
