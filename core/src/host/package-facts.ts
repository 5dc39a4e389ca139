/** What a plugin's package.json says of it, where the declaration says nothing. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import validRange from 'semver/ranges/valid.js';

export interface PackageFacts {
  readonly version?: string;
  /** Range of SDK versions: of `peerDependencies`, else of `dependencies`. */
  readonly sdk?: string;
}

interface Manifest {
  readonly name?: unknown;
  readonly version?: unknown;
  readonly dependencies?: Readonly<Record<string, unknown>>;
  readonly peerDependencies?: Readonly<Record<string, unknown>>;
}

/** `spec`: as in `plugins`. Empty where there is no package: a file alone. */
export function packageFacts(spec: string, root: string): PackageFacts {
  const place = placeOf(spec, root);
  const manifest = place === undefined ? undefined : nearestManifest(place);
  if (manifest === undefined) return {};
  const { version, peerDependencies, dependencies } = manifest;
  const asked = peerDependencies?.['@turnpike/sdk'] ?? dependencies?.['@turnpike/sdk'];
  return {
    ...(typeof version === 'string' ? { version } : {}),
    // `file:` and `workspace:` tell where it lies, not which versions will do.
    ...(typeof asked === 'string' && validRange(asked) !== null ? { sdk: asked } : {}),
  };
}

/** Absolute path of the file or folder that is loaded by this name. */
export function placeOf(spec: string, root: string): string | undefined {
  if (isAbsolute(spec) || spec.startsWith('.')) return resolve(root, spec);
  for (const from of [import.meta.url, join(root, 'package.json')]) {
    try {
      return createRequire(from).resolve(spec);
    } catch {
      // Not to be found from there.
    }
  }
  return undefined;
}

/** Of the package that the file belongs to: the first that has a name, as those of build folders have none. */
function nearestManifest(place: string): Manifest | undefined {
  for (let folder = place; ; folder = dirname(folder)) {
    const file = join(folder, 'package.json');
    if (existsSync(file)) {
      const manifest = JSON.parse(readFileSync(file, 'utf8')) as Manifest;
      if (typeof manifest.name === 'string') return manifest;
    }
    if (dirname(folder) === folder) return undefined;
  }
}
