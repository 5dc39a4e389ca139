/** The parts of an image's name, as the registries' specification has them. @experimental */
export interface ImageName {
  /** With its port; `docker.io` where none is named. */
  readonly registry: string;
  /** In its registry: Docker's own images are in `library/`. */
  readonly path: string;
  /** `latest` where neither a tag nor a digest is named. */
  readonly tag?: string;
  /** `sha256:…`, which names exactly one image. */
  readonly digest?: string;
}

const DOCKER = 'docker.io';
const PART = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const PATH = new RegExp(`^${PART}(?:/${PART})*$`, 'u');
const HOST = /^(?:\[[0-9a-fA-F:]+\]|[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?)(?::[0-9]{1,5})?$/u;
const TAG = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/u;
/** Engines refuse other algorithms, and other lengths of these. */
const DIGEST = /^(?:sha256:[0-9a-f]{64}|sha384:[0-9a-f]{96}|sha512:[0-9a-f]{128})$/u;
/** It would be the id of an image, whoever has brought that. */
const ID = /^[0-9a-f]{64}$/u;
const LONGEST = 255;

/** Reads `ruby`, `owner/name:tag`, `registry.example.com:5000/name@sha256:…`; undefined: it is no name of an image. @experimental */
export function readImage(text: string): ImageName | undefined {
  const [named = '', digest, ...more] = text.split('@');
  if (more.length > 0 || (digest !== undefined && !DIGEST.test(digest))) return undefined;
  const { registry, rest } = splitRegistry(named);
  const [path = '', tag, ...others] = rest.split(':');
  if (others.length > 0 || !PATH.test(path) || !HOST.test(registry)) return undefined;
  if (ID.test(named) || registry.length + 1 + path.length > LONGEST) return undefined;
  if (tag !== undefined && !TAG.test(tag)) return undefined;
  const version = tag ?? (digest === undefined ? 'latest' : undefined);
  return {
    registry,
    path: registry === DOCKER && !path.includes('/') ? `library/${path}` : path,
    ...(version !== undefined && { tag: version }),
    ...(digest !== undefined && { digest }),
  };
}

/** Only what has a dot, a port, a capital or is this machine is a host: `owner/image` is at Docker's. */
function splitRegistry(named: string): { readonly registry: string; readonly rest: string } {
  const at = named.indexOf('/');
  const first = named.slice(0, at);
  const isHost = at > 0 && (/[.:A-Z]/u.test(first) || first === 'localhost');
  if (!isHost) return { registry: DOCKER, rest: named };
  const registry = first === 'index.docker.io' ? DOCKER : first;
  return { registry, rest: named.slice(at + 1) };
}

/** The whole name, which every engine and runtime understands alike; by another registry if one stands for its own. @experimental */
export function imageName(
  { registry, path, tag, digest }: ImageName,
  mirror: Readonly<Record<string, string>> = {},
): string {
  const host = Object.hasOwn(mirror, registry) ? mirror[registry] : registry;
  const version = tag === undefined ? '' : `:${tag}`;
  return `${host}/${path}${version}${digest === undefined ? '' : `@${digest}`}`;
}
