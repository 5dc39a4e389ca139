/** Reads the layers of the configuration: files first, then environment, arguments and code. */
import { existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ConfigError, type TurnpikeError } from '../contracts/errors.js';
import { argumentLayer } from './arguments.js';
import { environmentLayer, type Environment } from './environment.js';
import type { KeySchema } from './json-schema.js';
import { codeLayer, type Layer, type Values } from './layer.js';
import { didYouMean } from './suggest.js';
import { yamlLayer } from './yaml-layer.js';

export interface ConfigOptions {
  /** Folder of `default.yml`, `<env>.yml` and `roles/`; `null`: no files but `files`. */
  readonly dir?: string | null;
  /** Which `<env>.yml`; default: TURNPIKE_ENV, NODE_ENV, `production`. */
  readonly env?: string;
  /** Which `roles/<role>.yml`. */
  readonly role?: string;
  /** Further files, such as `--config FILE`; the last wins. */
  readonly files?: readonly string[];
  readonly environment?: Environment;
  /** `key=value` each. */
  readonly set?: readonly string[];
  /** Values from code; they win over everything. */
  readonly values?: Values;
}

export interface ConfigSources {
  /** Relative paths in values start here: the folder above the configuration's, or the current one. */
  readonly root: string;
  readonly files: readonly Layer[];
  /** Absolute paths of the files that were read. */
  readonly paths: readonly string[];
  readonly problems: readonly TurnpikeError[];
  /** All layers, lowest first; variables and arguments are cast by this schema. */
  layers(schema: KeySchema): {
    readonly layers: readonly Layer[];
    readonly unknownVariables: readonly string[];
    readonly problems: readonly TurnpikeError[];
  };
}

/** In the repository and the image, beside the packages. */
const BESIDE = fileURLToPath(new URL('../../../config/', import.meta.url));
/** Where no repository is: the packed core carries it. */
const WITHIN = fileURLToPath(new URL('../../config/', import.meta.url));

/** The shipped configuration: `config/` of the repository or the image, else that of the installed package. */
export function bundledConfigDir(): string {
  const isPacked = !existsSync(join(BESIDE, 'default.yml')) && existsSync(WITHIN);
  return isPacked ? WITHIN : BESIDE;
}

/** Relative paths start above the configuration; with a package's own one, in the folder where one works. */
function rootOf(dir: string | null): string {
  return dir === null || resolve(dir) === resolve(WITHIN) ? process.cwd() : dirname(resolve(dir));
}

export function readSources(options: ConfigOptions = {}): ConfigSources {
  const environment = options.environment ?? {};
  const dir = configDir(options, environment);
  const named = configFiles(options, environment, dir);
  const read = named.map((file) =>
    yamlLayer(file.path, shownAs(file.path), { optional: file.optional }),
  );
  const missingRole = roleProblem(options, environment, dir);
  const files = read.flatMap((one) => one.layer ?? []);
  return {
    root: rootOf(dir),
    files,
    paths: named.map(({ path }) => resolve(path)).filter((path) => existsSync(path)),
    problems: [...read.flatMap((one) => one.problems), ...missingRole],
    layers(schema) {
      const variables = environmentLayer(environment, schema);
      const set = argumentLayer(options.set ?? [], schema);
      return {
        layers: [...files, variables.layer, set.layer, codeLayer(options.values ?? {})],
        unknownVariables: variables.unknown,
        problems: set.problems,
      };
    },
  };
}

function configDir(options: ConfigOptions, environment: Environment): string | null {
  if (options.dir !== undefined) return options.dir;
  return environment['TURNPIKE_CONFIG_DIR'] ?? bundledConfigDir();
}

interface ConfigFile {
  readonly path: string;
  readonly optional: boolean;
}

function configFiles(
  options: ConfigOptions,
  environment: Environment,
  dir: string | null,
): readonly ConfigFile[] {
  const env = options.env ?? environment['TURNPIKE_ENV'] ?? environment['NODE_ENV'] ?? 'production';
  const role = options.role ?? environment['TURNPIKE_ROLE'];
  const own =
    dir === null ? [] : ['default.yml', `${basename(env)}.yml`].map((name) => join(dir, name));
  const roles =
    dir === null || role === undefined ? [] : [join(dir, 'roles', `${basename(role)}.yml`)];
  const named = environment['TURNPIKE_CONFIG'];
  const extra = [...(named === undefined ? [] : [named]), ...(options.files ?? [])];
  return [
    ...own.map((path) => ({ path, optional: true })),
    // A missing role is reported with the roles that there are.
    ...roles.map((path) => ({ path, optional: true })),
    ...extra.map((path) => ({ path: resolve(path), optional: false })),
  ];
}

function roleProblem(
  options: ConfigOptions,
  environment: Environment,
  dir: string | null,
): readonly TurnpikeError[] {
  const role = options.role ?? environment['TURNPIKE_ROLE'];
  if (role === undefined || dir === null) return [];
  if (existsSync(join(dir, 'roles', `${basename(role)}.yml`))) return [];
  const known = knownRoles(dir);
  return [
    new ConfigError(
      'TURNPIKE_CONFIG_UNREADABLE',
      `There is no role ${role}.${didYouMean(role, known)}`,
      { file: shownAs(join(dir, 'roles')), wayOut: `Roles: ${known.join(', ')}.` },
    ),
  ];
}

function knownRoles(dir: string): readonly string[] {
  const folder = join(dir, 'roles');
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name) => (name.endsWith('.yml') ? [name.slice(0, -4)] : []));
}

/** Relative where that is shorter: names in messages. */
function shownAs(path: string): string {
  const near = relative(process.cwd(), path);
  return near.length < path.length && !near.startsWith('..') ? near : path;
}
