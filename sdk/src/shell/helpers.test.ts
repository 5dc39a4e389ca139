import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { helperFunctions } from './helpers.js';

const home = mkdtempSync(join(tmpdir(), 'turnpike-helpers-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

function run(script: string): { readonly code: number | null; readonly out: string } {
  const { status, stdout } = spawnSync(
    'bash',
    ['-c', `exec 2>&1\n${helperFunctions(script)}${script}`],
    {
      encoding: 'utf8',
      env: { HOME: home, TRAVIS_HOME: home, TRAVIS_TMPDIR: home, PATH: process.env['PATH'] },
    },
  );
  return { code: status, out: stdout };
}

describe('travis_cmd', () => {
  it('evaluates in the shell that it is called from', () => {
    expect(run("travis_cmd 'x=1; cd /'; echo $x $PWD").out).toBe('1 /\n');
  });

  it('ends an asserted failure with 2', () => {
    const { code, out } = run("travis_cmd 'false' --assert; echo never");
    expect(code).toBe(2);
    expect(out).toContain('The command "false" failed and exited with 1.');
    expect(out).not.toContain('never');
  });

  it('names the stage of an asserted failure', () => {
    const { out } = run(
      "travis_run_before_install() { travis_cmd 'false' --assert; }; travis_run_before_install",
    );
    expect(out).toContain('The command "false" failed and exited with 1 during before_install.');
  });

  it('retries', () => {
    expect(
      run("n=0; try() { n=$((n + 1)); [[ $n -ge 2 ]]; }; travis_cmd 'try' --retry; echo $? $n").out,
    ).toContain('0 2\n');
  });

  it('hides the errors of secure commands', () => {
    const { out } = run(
      "travis_cmd 'export A=a b-c' --secure --echo --display 'export A=[secure]'",
    );
    expect(out).toContain('$ export A=[secure]\n');
    expect(out).not.toContain('b-c');
  });

  it('leaves variables of the user alone', () => {
    expect(
      run("code=7; text=8; travis_cmd 'code=$((code + 1))' --timing > /dev/null; echo $code $text")
        .out,
    ).toBe('8 8\n');
  });
});

describe('the result', () => {
  it('is sticky, and 0 or 1', () => {
    expect(run('travis_result 5; travis_result 0; echo "r=$TRAVIS_TEST_RESULT"').out).toContain(
      'r=1\n',
    );
  });

  it('that nobody recorded is 86', () => {
    expect(run('travis_footer').code).toBe(86);
  });
});

describe('travis_wait', () => {
  it('keeps output until the end and passes the code on', () => {
    const { out } = run('travis_wait 3 bash -c "echo inside; exit 4"; echo code $?');
    expect(out).toMatch(/Still running \(1 of 3\)[\s\S]*exited with 4\.[\s\S]*inside\ncode 4\n$/);
  });
});

describe('travis_vers2int', () => {
  it.each([
    ['1.2.3', '1001002003000'],
    ['5.8.0-beta', '1005008000000'],
    ['010.09', '1010009000000'],
  ])('%s is %s', (version, number) => {
    expect(run(`travis_vers2int ${version}`).out).toBe(`${number}\n`);
  });
});

describe('versions', () => {
  it.each([
    ['3.8', 'Python 3.8.17', true],
    ['3.8', 'Python 3.80.1', false],
    ['16', 'v16.2.0', true],
    ['16', 'v18.16.0', false],
    ['1.22.x', 'go version go1.22.3 linux/amd64', true],
    ['jruby-9.4', 'jruby 9.4.1.0', true],
  ])('%s fits %s: %s', (wanted, shown, fits) => {
    const { code } = run(`travis_version_fits ${wanted} 'echo ${shown}'`);
    expect(code === 0).toBe(fits);
  });

  it('that are nowhere end with a message that says what to install', () => {
    expect(run("travis_use Thing any 'echo thing 1.0' mise:thing || exit 3").code).toBe(0);
    const bare = run("travis_use Thing 9.9 'echo thing 1.0' || exit 3");
    expect([bare.code, bare.out.includes('Install it, or run the job in a container')]).toEqual([
      3,
      true,
    ]);
    const { code, out } = run("travis_use Thing 9.9 'echo thing 1.0' mise:thing || exit 3");
    expect(code).toBe(3);
    expect(out).toContain('Thing 9.9 is not on this machine');
    expect(out).toContain('mise');
  });
});

describe('functions', () => {
  it('are defined only where they are mentioned', () => {
    expect(helperFunctions('echo')).not.toContain('travis_casher()');
    expect(helperFunctions('travis_casher x')).toContain('travis_storage()');
  });

  it('make paths fit for URLs', () => {
    expect(run("travis_url_path 'a b/ż%.txt'").out).toBe('a%20b/%C5%BC%25.txt\n');
  });
});
