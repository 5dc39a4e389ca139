/** Caches as the job's shell moves them, with a folder for a store. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { helperFunctions } from './helpers.js';

const CASHER = helperFunctions('travis_casher');
/** In place of the platform's: `get URL FILE`, `put URL FILE`. */
const STORE = `travis_storage() {
  if [[ $1 == put ]]; then cp "$3" "$TRAVIS_HOME/../store"; else cp "$TRAVIS_HOME/../store" "$3" 2>/dev/null; fi
}`;

let base = '';
let home = '';
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'casher-'));
});
afterEach(() => {
  spawnSync('chmod', ['-R', 'u+rwX', base]);
  rmSync(base, { recursive: true, force: true });
});

/** One job: gets the cache of the one before it, does its work, stores. */
function job(work: string, directories = '"$HOME/kept"', before = ''): string {
  home = join(base, `home`);
  rmSync(home, { recursive: true, force: true });
  mkdirSync(home);
  const script = [
    CASHER,
    STORE,
    'export TRAVIS_HOME=$HOME CASHER_DIR=$HOME/.casher; cd "$HOME"',
    'travis_casher --name c cache fetch url',
    `travis_casher --name c cache add ${directories}`,
    before,
    work,
    'travis_casher --name c cache push url',
  ].join('\n');
  const user =
    process.getuid?.() === 0 ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'] : [];
  if (user.length > 0) spawnSync('chown', ['-R', '65534:65534', base]);
  const [program = '', ...args] = [...user, 'bash', '-c', script];
  const { stdout, stderr } = spawnSync(program, args, {
    cwd: base,
    env: { PATH: process.env['PATH'], HOME: home },
    encoding: 'utf8',
  });
  return stdout + stderr;
}

describe('a cache', () => {
  it.each([
    [
      'a link that leads elsewhere',
      'ln -s a kept/link',
      'ln -sfn b kept/link',
      'readlink kept/link',
      'b\n',
    ],
    ['an empty folder', 'touch kept/f', 'mkdir kept/empty', 'ls -d kept/empty', 'kept/empty\n'],
    ['rights', 'touch kept/f', 'chmod 755 kept/f', 'stat -c %a kept/f', '755\n'],
    ['a file that is gone', 'touch kept/f kept/g', 'rm kept/f', 'ls kept', 'g\n'],
    [
      'a file in place of a folder',
      'mkdir kept/x',
      'rmdir kept/x; echo 1 > kept/x',
      'cat kept/x',
      '1\n',
    ],
    ['content', 'echo one > kept/f', 'echo other > kept/f', 'cat kept/f', 'other\n'],
  ])('keeps %s', (_, first, change, look, seen) => {
    job(`umask 022; ${first}`);
    expect(job(`umask 022; ${change}`)).toContain('uploading cache archive');
    expect(job(look)).toContain(seen);
    expect(job(':')).toContain('nothing changed');
  });

  it('keeps what can be read, and names what cannot, whatever options the job has set', () => {
    const bad = 'echo 1 > kept/good; echo 2 > kept/closed; chmod 000 kept/closed';
    const said = job(bad, undefined, 'set -o pipefail');
    expect(said).toMatch(
      /not everything could be packed into the cache archive:\n.*kept\/closed.*Permission denied/,
    );
    expect(said).toContain('uploading cache archive');
    expect(job('cat kept/good; ls kept')).toContain('1\ngood\n');
  });

  it('says so where an archive cannot be written', () => {
    const said = job('echo 1 > kept/f; rm -rf .casher/c-push.tgz; mkdir -p .casher/c-push.tgz');
    expect(said).toContain('could not pack cache archive');
  });

  it('keeps folders with any name', () => {
    const names = `"$HOME/Program Files (x86)" "$HOME/it's" "$HOME/ünï 🍌"`;
    job(`for d in ${names}; do echo "in $d" > "$d/f"; done`, names);
    const said = job(`cat "$HOME/Program Files (x86)/f" "$HOME/it's/f" "$HOME/ünï 🍌/f"`, names);
    expect(said.match(/^in /gm)).toHaveLength(3);
  });
});
