/** Images made of the machine's own programs: nothing is pulled. */
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const BUILD = [
  ...[
    'bash',
    'sh',
    'ls',
    'cat',
    'dd',
    'mkfifo',
    'mkdir',
    'rm',
    'mv',
    'cp',
    'ln',
    'touch',
    'chmod',
    'chown',
  ],
  ...[
    'head',
    'tail',
    'tr',
    'wc',
    'sort',
    'uniq',
    'cut',
    'seq',
    'sleep',
    'date',
    'env',
    'id',
    'whoami',
    'uname',
  ],
  ...[
    'sha256sum',
    'md5sum',
    'base64',
    'stty',
    'tty',
    'script',
    'setsid',
    'grep',
    'sed',
    'awk',
    'find',
    'xargs',
  ],
  ...[
    'tar',
    'gzip',
    'hostname',
    'ps',
    'kill',
    'mktemp',
    'readlink',
    'dirname',
    'basename',
    'expr',
    'true',
    'false',
  ],
  ...[
    'tee',
    'nproc',
    'stat',
    'df',
    'du',
    'test',
    'printf',
    'timeout',
    'getent',
    'git',
    'python3',
    'cmp',
    'diff',
  ],
];
const BARE = ['bash'];

/** `build`: GNU tools and what builds need; `bare`: bash, and busybox for all else. As an archive. */
export function machineImage(kind: 'build' | 'bare'): Uint8Array {
  const root = mkdtempSync(join(tmpdir(), 'turnpike-image-'));
  try {
    const base = [
      'tmp',
      'etc',
      'root',
      'proc',
      'sys',
      'dev',
      'run',
      'var/tmp',
      'home',
      'usr/bin',
      'bin',
    ];
    for (const folder of base) mkdirSync(join(root, folder), { recursive: true });
    execFileSync('chmod', ['1777', join(root, 'tmp'), join(root, 'var/tmp')]);
    writeFileSync(
      join(root, 'etc/passwd'),
      'root:x:0:0:root:/root:/bin/bash\nci:x:1000:1000::/home:/bin/bash\n',
    );
    writeFileSync(join(root, 'etc/group'), 'root:x:0:\nci:x:1000:\n');
    for (const name of kind === 'build' ? BUILD : BARE) addProgram(root, name);
    if (kind === 'bare') addBusybox(root);
    return execFileSync('tar', ['-C', root, '-cf', '-', '.'], { maxBuffer: 2 ** 30 });
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

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
