import type {
  CompileInput,
  ConfigError,
  ConfigPorts,
  ConfigValue,
  MapNode,
  Message,
  RawConfig,
  RepoRef,
} from '@turnpike/sdk';
import { onlySwitches } from '../doc/context.js';
import { normalize } from '../doc/normalize.js';
import { refusal } from '../errors.js';
import { isMet } from '../matrix/condition.js';
import { asList, asMap } from '../matrix/equal.js';
import { valueOf, type Finding, type Raw, type RawMap } from '../yaml/raw.js';
import { readYaml } from '../yaml/read.js';
import { fetchedText } from '../yaml/text.js';
import { label, parseImportRef, resolvePath, type FileRef } from './import-ref.js';
import { reencryptSecrets } from './reencrypt.js';
import { importRefusal } from './import-rules.js';

/** A source that was read. */
export interface Part {
  readonly raw: RawConfig;
  /** Mode given from outside: with the API config, or by the import. */
  readonly mode: string | null;
  readonly root: RawMap;
  readonly findings: readonly Finding[];
}

/** Most sources that a build may have, `.travis.yml` included. */
const maxParts = 25;

/** A merge mode as given, `null` where none is. */
type Mode = string | null;

/** Where an import is read from: the importing source. */
interface Importing {
  readonly repo: RepoRef;
  readonly path: string;
  readonly ref: string;
}

/**
 * Fetches all sources of a request in order of precedence, depth first (travis-yml,
 * `lib/travis/yml/configs`; sheet 11). Each source is loaded once.
 */
export class Loader {
  readonly parts: Part[] = [];
  readonly messages: Message[] = [];
  readonly #input: CompileInput;
  readonly #ports: ConfigPorts;
  readonly #schema: MapNode;
  readonly #seen = new Set<string>();
  readonly #repos = new Map<string, RepoRef | undefined>();

  constructor(schema: MapNode, input: CompileInput, ports: ConfigPorts) {
    this.#schema = schema;
    this.#input = input;
    this.#ports = ports;
  }

  async load(): Promise<void> {
    const { repo, ref, configs } = this.#input;
    const at: Importing = { repo, path: '.travis.yml', ref };
    for (const [index, { config, mode }] of configs.entries()) {
      const source = configs.length === 1 ? 'api' : `api.${index + 1}`;
      await this.#addText(config, source, mode ?? null, at);
    }
    if (this.parts.some(({ mode }) => mode === 'replace')) return;
    const file = { slug: repo.slug, path: '.travis.yml', ref };
    await this.#addFile(file, null, repo, configs.length > 0);
    if (this.parts.length >= maxParts) this.#report('too_many_imports', { max: maxParts });
  }

  async #addFile(file: FileRef, mode: Mode, repo: RepoRef, optional = false): Promise<void> {
    if (this.#seen.has(label(file)) || this.parts.length >= maxParts) return;
    this.#seen.add(label(file));
    const path = this.#interpolated(file.path);
    const text = await this.#ports.file(file.slug, path, this.#interpolated(file.ref));
    if (text === undefined && optional) return;
    if (text === undefined) throw notFound('FileNotFound', `${label(file)} does not exist.`, file);
    if (text.trim() === '') return;
    await this.#addText(fetchedText(text), label(file), mode, { repo, ...file });
  }

  async #addText(text: string, source: string, mode: Mode, at: Importing): Promise<void> {
    const { root: read, findings } = readYaml(text, source);
    const root = await reencryptSecrets(read, at.repo, this.#input.repo, this.#ports);
    const raw = { source, mode: mode ?? modeIn(root), config: text };
    this.parts.push({ raw, mode, root, findings });
    for (const entry of this.#imports(root)) await this.#import(entry, at);
  }

  /** The imports of one source, normalized by themselves. */
  #imports(root: RawMap): readonly ConfigValue[] {
    const entries = root.entries.filter(({ key }) => key.name === 'import');
    if (entries.length === 0) return [];
    const raw: RawMap = { kind: 'map', entries };
    const read = (fix: boolean): readonly ConfigValue[] =>
      asList(normalize(this.#schema, raw, [], onlySwitches({ fix })).config['import']);
    const asWritten = read(false);
    return read(true).map((entry, index) => ({ ...asMap(entry), ...modeOf(asWritten[index]) }));
  }

  async #import(entry: ConfigValue, at: Importing): Promise<void> {
    const { source, mode, if: condition } = asMap(entry);
    const wanted = parseImportRef(String(source ?? ''));
    if (!wanted) return this.#report('invalid_ref', { ref: String(source ?? '') });
    const repo = await this.#repo(wanted.slug ?? at.repo.slug);
    const isOther = repo.slug !== at.repo.slug;
    const ref = wanted.ref ?? (isOther ? (repo.defaultBranch ?? 'master') : at.ref);
    const path = resolvePath(wanted.path, isOther ? '' : at.path);
    const file = { slug: repo.slug, path, ref };
    if (!isMet(condition, this.#input.data))
      return this.#report('skip_import', { source: label(file), condition: condition ?? null });
    const refused = importRefusal(this.#input.repo, repo);
    if (refused) return this.#report(refused.code, refused.args ?? {});
    await this.#addFile(file, typeof mode === 'string' ? mode : null, repo);
  }

  #interpolated(source: string): string {
    const message = this.#input.data.commit_message ?? '';
    return source.replaceAll(
      '%{commit_message}',
      encodeURIComponent(message).replaceAll('%20', '+'),
    );
  }

  async #repo(slug: string): Promise<RepoRef> {
    if (slug === this.#input.repo.slug) return this.#input.repo;
    if (!this.#repos.has(slug)) this.#repos.set(slug, await this.#ports.repo(slug));
    const repo = this.#repos.get(slug);
    if (!repo) throw notFound('RepoNotFound', unknownTo(this.#input.repo.slug, slug));
    return repo;
  }

  #report(code: string, args: { readonly [name: string]: ConfigValue }): void {
    const level = code === 'skip_import' ? 'info' : 'error';
    this.messages.push({ level, key: 'import', code, args });
  }
}

/** Modes are shown as they were written. */
function modeOf(entry: ConfigValue | undefined): { readonly mode?: ConfigValue } {
  const { mode } = asMap(entry);
  return mode === undefined ? {} : { mode };
}

function modeIn(root: RawMap): string | null {
  const mode = valueOf(root, 'merge_mode');
  if (mode?.kind === 'list') return JSON.stringify(mode.items.flatMap(textsIn));
  return mode?.kind === 'scalar' && typeof mode.value === 'string' ? mode.value : null;
}

const textsIn = (raw: Raw): string[] =>
  raw.kind === 'scalar' && typeof raw.value === 'string' ? [raw.value] : [];

/** One sentence for both, so that nobody learns which one it is. */
const unknownTo = (importing: string, slug: string): string =>
  `The repository ${slug} is not known here, or its files may not be imported by ${importing}.`;

function notFound(
  kind: 'FileNotFound' | 'RepoNotFound',
  text: string,
  file?: FileRef,
): ConfigError {
  return refusal({ class: kind, ...(file && { file: label(file) }) }, text);
}
