/** What both dialects of the stand-in speak of. Commits, branches and files are those of a real repository. */
import { execFileSync } from 'node:child_process';

export type Level = 'read' | 'write' | 'admin';
export interface HostPerson {
  /** In braces, as Cloud has them. */
  readonly uuid: string;
  /** As Data Center has them. */
  readonly id: number;
  name: string;
  readonly token: string;
}
export interface HostHook {
  readonly uuid: string;
  readonly id: number;
  url: string;
  active: boolean;
  events: readonly string[];
  secret: string;
}
export interface HostKey {
  readonly id: number;
  /** Without its comment, which Cloud keeps apart. */
  readonly key: string;
  readonly label: string;
  readonly permission: string;
}
export interface HostPull {
  readonly id: number;
  title: string;
  state: 'OPEN' | 'MERGED' | 'DECLINED';
  readonly from: { readonly repository: HostRepository; readonly branch: string };
  to: { readonly repository: HostRepository; readonly branch: string };
  readonly author: HostPerson;
}
export interface HostRepository {
  readonly uuid: string;
  readonly id: number;
  /** Workspace, or key of the project. */
  owner: string;
  name: string;
  private: boolean;
  readonly gitDir: string;
  readonly rights: Map<HostPerson, Level>;
  readonly hooks: HostHook[];
  readonly keys: HostKey[];
  /** By commit, then by key. */
  readonly statuses: Map<string, Map<string, Readonly<Record<string, unknown>>>>;
  readonly pulls: HostPull[];
  readonly origin: HostRepository | undefined;
}

/** Answers its trimmed output; undefined: it refused. */
export function git(dir: string, ...args: readonly string[]): string | undefined {
  try {
    const said = execFileSync('git', ['-C', dir, ...args], { encoding: 'utf8', stdio: 'pipe' });
    return said.trim();
  } catch {
    return undefined;
  }
}

export interface HostRef {
  /** `refs/heads/main` */
  readonly ref: string;
  /** The commit that it stands at. */
  readonly commit: string;
  /** Of a tag with words of its own the tag. */
  readonly object: string;
}

export function refsOf(dir: string): readonly HostRef[] {
  const format = '%(refname) %(objectname) %(*objectname)';
  const lines = git(dir, 'for-each-ref', `--format=${format}`, 'refs/heads', 'refs/tags') ?? '';
  return lines.split('\n').flatMap((line) => {
    const [ref, object = '', peeled] = line.split(' ');
    return ref ? [{ ref, object, commit: peeled || object }] : [];
  });
}

export interface HostCommit {
  readonly sha: string;
  readonly author: string;
  readonly email: string;
  readonly seconds: number;
  readonly message: string;
}

/** By a hash, the beginning of one, or a name. */
export function commitOf(dir: string, name: string): HostCommit | undefined {
  if (!/^[\w./-]+$/.test(name) || name.startsWith('-')) return undefined;
  const format = '--format=%H%x00%an%x00%ae%x00%ct%x00%B';
  const said = git(dir, 'log', '-1', format, `${name}^{commit}`, '--');
  const [sha, author = '', email = '', at, message = ''] = said?.split('\0') ?? [];
  return sha ? { sha, author, email, seconds: Number(at), message } : undefined;
}

/** What one request says and how it was answered. */
export interface Call {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly who: HostPerson | undefined;
}
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  /** In place of JSON. */
  readonly raw?: Buffer | string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Of whole lists: `from` is what a page begins at. */
export function cut<T>(
  all: readonly T[],
  from: number,
  size: number,
): { readonly rows: readonly T[]; readonly next: number | null } {
  const rows = all.slice(from, from + size);
  return { rows, next: from + size < all.length ? from + size : null };
}

const ORDER: readonly Level[] = ['read', 'write', 'admin'];
export const includes = (has: Level | undefined, wanted: Level): boolean =>
  has !== undefined && ORDER.indexOf(has) >= ORDER.indexOf(wanted);
