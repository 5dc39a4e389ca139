/** Images made of the machine's own programs: nothing is pulled. */
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const BUILD = (
  'bash sh ls cat dd mkfifo mkdir rm mv cp ln touch chmod chown head tail tr wc sort uniq cut seq sleep date env id ' +
  'whoami uname sha256sum md5sum base64 stty tty script setsid grep sed awk find xargs tar gzip hostname ps kill mktemp ' +
  'readlink dirname basename expr true false tee nproc stat df du test printf timeout getent git python3 cmp diff'
).split(' ');
const BARE = ['bash'];

/** `build`: GNU tools and what builds need; `bare`: bash, and busybox for all else. As an archive. */
export function machineImage(kind: 'build' | 'bare'): Uint8Array {
  return imageWith(kind === 'build' ? BUILD : BARE, (root) => {
    if (kind === 'bare') addBusybox(root);
  });
}

/** GNU tools, and Python for what serves or loads. `start` is the program of its containers. */
export function serviceImage(start: string): Uint8Array {
  return imageWith(BUILD, (root) => {
    for (const folder of pythonFolders()) cpSync(folder, join(root, folder), { recursive: true });
    addStart(root, start);
  });
}

/** Without what is installed beside it. */
const pythonFolders = (): readonly string[] =>
  readdirSync('/usr/lib')
    .filter((name) => /^python3\.\d+$/u.test(name))
    .map((name) => join('/usr/lib', name));

const POSTGRES = ['initdb', 'postgres', 'psql', 'pg_isready'];

/** The machine's PostgreSQL as a service that takes 20 seconds to begin; undefined where it is not installed. */
export function postgresImage(): Uint8Array | undefined {
  const all = '/usr/lib/postgresql';
  const [version] = existsSync(all) ? readdirSync(all) : [];
  if (version === undefined) return undefined;
  const place = join(all, version);
  return imageWith([...BUILD, 'setpriv'], (root) => {
    for (const folder of [place, `/usr/share/postgresql/${version}`, '/usr/share/zoneinfo'])
      cpSync(folder, join(root, folder), { recursive: true });
    for (const name of POSTGRES) {
      symlinkSync(join(place, 'bin', name), join(root, 'usr/bin', name));
      for (const library of librariesOf(join(place, 'bin', name))) add(root, library);
    }
    addStart(
      root,
      `sleep 20
mkdir -p /var/pg /var/run/postgresql && chown 1000:1000 /var/pg /var/run/postgresql
as() { setpriv --reuid=1000 --regid=1000 --clear-groups "$@"; }
as initdb -A trust -U postgres -D /var/pg >/dev/null
exec setpriv --reuid=1000 --regid=1000 --clear-groups postgres -D /var/pg -h 0.0.0.0`,
    );
  });
}

function addStart(root: string, start: string): void {
  writeFileSync(join(root, 'start'), `#!/bin/sh\n${start}\n`, { mode: 0o755 });
}

function imageWith(programs: readonly string[], more: (root: string) => void): Uint8Array {
  const root = mkdtempSync(join(tmpdir(), 'turnpike-image-'));
  try {
    for (const folder of BASE) mkdirSync(join(root, folder), { recursive: true });
    execFileSync('chmod', ['1777', join(root, 'tmp'), join(root, 'var/tmp')]);
    writeFileSync(join(root, 'etc/passwd'), PASSWD);
    writeFileSync(join(root, 'etc/group'), 'root:x:0:\nci:x:1000:\n');
    for (const name of programs) addProgram(root, name);
    more(root);
    return execFileSync('tar', ['-C', root, '-cf', '-', '.'], { maxBuffer: 2 ** 30 });
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

const BASE = 'tmp etc root proc sys dev run var/tmp home usr/bin bin'.split(' ');
const PASSWD = 'root:x:0:0:root:/root:/bin/bash\nci:x:1000:1000::/home:/bin/bash\n';

function addProgram(root: string, name: string): void {
  const path = ['/usr/bin', '/bin', '/usr/sbin', '/sbin']
    .map((one) => join(one, name))
    .find((one) => existsSync(one));
  if (path === undefined) return;
  const target = realpathSync(path);
  const place = join(root, 'usr/bin', name);
  if (!existsSync(place)) cpSync(target, place);
  if (name === 'bash' || name === 'sh') cpSync(target, join(root, 'bin', name));
  for (const library of librariesOf(target)) add(root, library);
  for (const folder of FOLDERS[name] ?? [])
    if (existsSync(folder)) cpSync(folder, join(root, folder), { recursive: true });
}

/** What programs need beside themselves. */
const FOLDERS: Readonly<Record<string, readonly string[]>> = {
  git: ['/usr/lib/git-core', '/usr/share/git-core'],
};

function librariesOf(path: string): readonly string[] {
  try {
    const text = execFileSync('ldd', [path], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return [...text.matchAll(/(\/\S+) \(0x/gu)].map(([, library]) => library ?? '');
  } catch {
    // It is no program of the machine's, or needs none.
    return [];
  }
}

function add(root: string, path: string): void {
  const place = join(root, path);
  if (existsSync(place)) return;
  mkdirSync(dirname(place), { recursive: true });
  cpSync(realpathSync(path), place);
}

function addBusybox(root: string): void {
  const busybox = ['/bin/busybox', '/usr/bin/busybox'].find((path) => existsSync(path)) ?? '';
  cpSync(busybox, join(root, 'bin/busybox'));
  const names = execFileSync(busybox, ['--list'], { encoding: 'utf8' }).trim().split('\n');
  for (const name of names) {
    if (name !== 'busybox' && !existsSync(join(root, 'bin', name)))
      symlinkSync('busybox', join(root, 'bin', name));
  }
}
