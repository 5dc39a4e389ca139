/** The parts of an image's name, as the registries' specification has them. */
export interface ImageReference {
  /** With its port; `docker.io` where none is named. */
  readonly registry: string;
  readonly path: string;
  readonly tag?: string;
  readonly digest?: string;
}

const PATH = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*$/;
const HOST = /^(?:\[[0-9a-fA-F:]+\]|[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?)(?::\d{1,5})?$/;
const TAG = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;
const DIGEST = /^[a-z0-9]+(?:[.+_-][a-z0-9]+)*:[0-9a-fA-F]{32,}$/;

/** undefined: it is no name of an image. */
export function parseImage(text: string): ImageReference | undefined {
  const [named = '', digest, ...more] = text.split('@');
  if (more.length > 0 || (digest !== undefined && !DIGEST.test(digest))) return undefined;
  const { registry, rest } = splitRegistry(named);
  const [path = '', tag, ...others] = rest.split(':');
  if (others.length > 0 || !PATH.test(path) || !HOST.test(registry)) return undefined;
  if (tag !== undefined && !TAG.test(tag)) return undefined;
  return {
    registry,
    path: registry === 'docker.io' && !path.includes('/') ? `library/${path}` : path,
    ...(tag !== undefined && { tag }),
    ...(digest !== undefined && { digest }),
  };
}

/** Only what has a dot, a port or is this machine is a host: `owner/image` is at Docker's. */
function splitRegistry(named: string): { readonly registry: string; readonly rest: string } {
  const at = named.indexOf('/');
  const first = named.slice(0, at);
  const isHost = at > 0 && (/[.:]/.test(first) || first === 'localhost');
  if (!isHost) return { registry: 'docker.io', rest: named };
  const registry = first === 'index.docker.io' ? 'docker.io' : first;
  return { registry, rest: named.slice(at + 1) };
}

/** The whole name, by another registry if one stands for its own. */
export function imageName(
  { registry, path, tag, digest }: ImageReference,
  mirror: Readonly<Record<string, string>> = {},
): string {
  const host = Object.hasOwn(mirror, registry) ? mirror[registry] : registry;
  return `${host}/${path}${tag ? `:${tag}` : ''}${digest ? `@${digest}` : ''}`;
}

/** Is the image one of those? `*` in a whole name, such as `registry.example.com/team/*`, stands for anything. */
export function isAllowed(image: ImageReference, patterns: readonly string[]): boolean {
  if (patterns.length === 0) return true;
  const { registry, path } = image;
  const names = [imageName(image), imageName({ registry, path })];
  return patterns.some((pattern) => {
    const known = parseImage(pattern);
    const parts = (known ? imageName(known) : pattern).split('*');
    const expression = new RegExp(`^${parts.map(escape).join('.*')}$`);
    return names.some((name) => expression.test(name));
  });
}

const escape = (text: string): string => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
