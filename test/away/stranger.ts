/** Somebody who has what npm gives and nothing of this repository. */
import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { dirname, join } from 'node:path';

export interface Stranger {
  /** Owner of the folders that they write to; undefined: whoever runs the tests. */
  readonly uid: number | undefined;
  /** Answers what it printed; throws with both streams where it fails. */
  run(command: string, args: readonly string[], options: { readonly cwd: string }): string;
  start(command: string, args: readonly string[], options: { readonly cwd: string }): ChildProcess;
}

const NOBODY = 65_534;
/** Lays an empty folder over the repository, in a mount namespace of its own, and goes on as an ordinary user. */
const HIDE =
  'mount -t tmpfs none "$1" && shift && exec setpriv --reuid "$1" --regid "$1" --clear-groups -- "${@:2}"';

/** `home`: for their settings, npm's cache and prefix. */
export function withoutRepository(repository: string, home: string): Stranger {
  const isRoot = process.getuid?.() === 0;
  const hides = isRoot && canHide(repository);
  const uid = isRoot ? NOBODY : undefined;
  const prefix = hides
    ? ['unshare', '--mount', '--', 'bash', '-c', HIDE, 'bash', repository, String(NOBODY)]
    : [];
  const env = environment(home);
  const lined = (command: string, args: readonly string[]): readonly [string, string[]] => {
    const [first = command, ...rest] = [...prefix, command, ...args];
    return [first, rest];
  };
  // Where nothing can be hidden, at least nobody else's user and folder.
  const who = isRoot && !hides ? { uid: NOBODY, gid: NOBODY } : {};
  return {
    uid,
    run(command, args, { cwd }) {
      const [first, rest] = lined(command, args);
      try {
        return execFileSync(first, rest, { cwd, env, ...who, encoding: 'utf8', stdio: 'pipe' });
      } catch (error) {
        const { stdout, stderr } = error as { stdout?: string; stderr?: string };
        throw new Error(`${command} ${args.join(' ')}\n${stdout ?? ''}\n${stderr ?? ''}`, {
          cause: error,
        });
      }
    },
    start(command, args, { cwd }) {
      const [first, rest] = lined(command, args);
      return spawn(first, rest, { cwd, env, ...who, stdio: 'pipe' });
    },
  };
}

function canHide(repository: string): boolean {
  const args = ['--mount', '--', 'bash', '-c', HIDE, 'bash', repository, String(NOBODY), 'true'];
  return spawnSync('unshare', args, { cwd: '/' }).status === 0;
}

const npm = (...args: readonly string[]): string =>
  execFileSync('npm', args, { encoding: 'utf8' }).trim();

/** How this machine reaches the registry. */
const REACH =
  /^((https?|no)_proxy|npm_config_(registry|cafile)|NODE_EXTRA_CA_CERTS|SSL_CERT_FILE)$/i;

function environment(home: string): NodeJS.ProcessEnv {
  const cache = process.env['TURNPIKE_NPM_CACHE'] ?? join(home, 'npm-cache');
  const reach = Object.entries(process.env).filter(([name]) => REACH.test(name));
  return {
    ...Object.fromEntries(reach),
    PATH: [join(home, 'prefix/bin'), dirname(process.execPath), process.env['PATH']].join(':'),
    HOME: home,
    npm_config_globalconfig: npm('config', 'get', 'globalconfig'),
    npm_config_cache: cache,
    npm_config_prefix: join(home, 'prefix'),
    npm_config_audit: 'false',
    npm_config_fund: 'false',
    npm_config_update_notifier: 'false',
    npm_config_prefer_offline: 'true',
  };
}
