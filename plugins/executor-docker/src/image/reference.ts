/** The name of an image, in full. */
export interface Reference {
  readonly registry: string;
  readonly path: string;
  /** `:tag` or `@sha256:…`. */
  readonly version: string;
  /** As an engine takes it: without the registry that is nobody's. */
  readonly name: string;
}

const DEFAULT_REGISTRY = 'docker.io';
const PART = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const PATH = new RegExp(`^${PART}(?:/${PART})*$`, 'u');
const REGISTRY = /^(?:[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?|\[[0-9a-f:]+\])(?::[0-9]{1,5})?$/u;
const VERSION = /^(?::[\w][\w.-]{0,127})?(?:@sha256:[0-9a-f]{64})?$/u;

/** Reads `debian`, `owner/name:tag`, `registry.example.org:5000/name@sha256:…`; undefined: it is none. */
export function readReference(text: string): Reference | undefined {
  const [first = '', ...rest] = text.split('/');
  const hasRegistry = rest.length > 0 && (/[.:]/u.test(first) || first === 'localhost');
  const remainder = hasRegistry ? rest.join('/') : text;
  const [, path = '', version = ''] = /^([^:@]*)(.*)$/u.exec(remainder) ?? [];
  if (!PATH.test(path) || !VERSION.test(version) || text.length > 255) return undefined;
  if (hasRegistry && !REGISTRY.test(first)) return undefined;
  const ours = version === '' ? ':latest' : version;
  if (hasRegistry && first !== DEFAULT_REGISTRY) {
    return { registry: first, path, version: ours, name: `${first}/${path}${ours}` };
  }
  return { registry: DEFAULT_REGISTRY, path, version: ours, name: `${path}${ours}` };
}

/** Is it among these? `*` stands for any text. */
export function isAllowed(reference: Reference, allow: readonly string[]): boolean {
  const names = [reference.name, `${reference.registry}/${reference.path}${reference.version}`];
  return allow.some((pattern) => names.some((name) => matches(name, pattern)));
}

function matches(name: string, pattern: string): boolean {
  const source = pattern.split('*').map((text) => text.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&'));
  return new RegExp(`^${source.join('.*')}(?::latest)?$`, 'u').test(name);
}

/** Where it comes from: the mirror has what the default registry has, whose own images lie in `library`. */
export function through(
  { registry, path, version, name }: Reference,
  mirror: string | undefined,
): string {
  if (mirror === undefined || registry !== DEFAULT_REGISTRY) return name;
  return `${mirror}/${path.includes('/') ? path : `library/${path}`}${version}`;
}
