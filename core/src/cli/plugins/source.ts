/** What `turnpike plugin add` was given: a file, a folder, a tarball, or a name for the registry. */
import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import validRange from 'semver/ranges/valid.js';
import { InputError, NotFoundError } from '../../contracts/errors.js';

export interface PluginSource {
  readonly kind: 'file' | 'folder' | 'tarball' | 'registry';
  /** Absolute path, or name and range. */
  readonly spec: string;
}

const NAME = /^(?<name>(@[a-z0-9~][\w.~-]*\/)?[a-z0-9~][\w.~-]*)(@(?<range>[^@]+))?$/;
const TARBALL = /\.(tgz|tar\.gz)$/;
const MODULE = /\.[cm]?js$/;

/** Throws InputError for what is none of these, NotFoundError where nothing lies at the path. */
export function sourceOf(given: string, cwd: string): PluginSource {
  const isPath = /^(\.{1,2}$|\.{0,2}\/)/.test(given) || TARBALL.test(given) || MODULE.test(given);
  if (isPath && !given.includes('://')) return pathSource(resolve(cwd, given), given);
  const { name, range } = NAME.exec(given)?.groups ?? {};
  if (name === undefined) throw noSource(given);
  if (range !== undefined && validRange(range) === null && !/^[a-z][\w.-]*$/.test(range))
    throw noSource(given);
  if (range === undefined && existsSync(resolve(cwd, given))) throw ambiguous(given);
  return { kind: 'registry', spec: given };
}

/** `@some/thing@^1.0.0`: the name alone. */
export function packageName(spec: string): string {
  return NAME.exec(spec)?.groups?.['name'] ?? spec;
}

function pathSource(path: string, given: string): PluginSource {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found)
    throw new NotFoundError(`There is nothing at ${given}.`, {
      file: path,
      wayOut: 'Correct the path: it starts in the current folder.',
    });
  if (found.isDirectory()) return { kind: 'folder', spec: path };
  if (TARBALL.test(path)) return { kind: 'tarball', spec: path };
  if (MODULE.test(path)) return { kind: 'file', spec: path };
  throw noSource(given);
}

function noSource(given: string): InputError {
  return new InputError('TURNPIKE_INPUT_INVALID', `${given} is nothing that can be added.`, {
    wayOut:
      'Give a JavaScript file (./my-plugin.js), a folder with a package (./my-plugin), a tarball (my-plugin-1.0.0.tgz), or the name of a package in the registry, with a range if you like (my-plugin@^1.0.0).',
  });
}

/** Asking a registry for a name that was meant as a path may bring somebody else's package. */
function ambiguous(given: string): InputError {
  return new InputError(
    'TURNPIKE_INPUT_INVALID',
    `${given} is here, and may be a package as well.`,
    { wayOut: `Say ./${given} for what is here, ${given}@latest for the package.` },
  );
}
