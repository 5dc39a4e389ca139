import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { helperFunctions } from './helpers.js';
import { shellEscape } from './quote.js';

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
    ['1.2', 'tool 1.20.0', false],
    ['pypy3', 'Python 3.11.2', false],
    ['pypy3.11', 'Python 3.11.2', false],
    ['pypy3.9', 'Python 3.9.16\n[PyPy 7.3.11 with GCC 10]', true],
    ['pypy3.9-7.3.11', 'Python 3.9.16\n[PyPy 7.3.11 with GCC 10]', true],
    ['pypy3.9-7.3.1', 'Python 3.9.16\n[PyPy 7.3.11 with GCC 10]', false],
    ['3.9', 'Python 3.9.16\n[PyPy 7.3.11 with GCC 10]', false],
    ['jython-3.11', 'Python 3.11.2', false],
    ['graalpy', 'Python 3.11.2', false],
    ['graalpy-23.1', 'GraalPy 3.10.8 (Oracle GraalVM Native 23.1.0)', false],
    ['nightly', 'Python 3.11.2', false],
    ['nightly', 'Python 3.14.0a1', true],
    ['3.14-dev', 'Python 3.14.0a1+', true],
    ['3.11-dev', 'Python 3.11.2', false],
    ['ruby-3.1', 'ruby 3.1.2p20 (2022-04-12 revision 4491bb740a) [x86_64-linux-gnu]', true],
    ['3.1', 'jruby 9.4.1.0 (3.1.0) 2023-02-08', false],
    ['20', 'ruby 3.1.2p20 (2022-04-12 revision 4491bb740a) [x86_64-linux-gnu]', false],
    ['2.0.0-p247', 'ruby 2.0.0p247 (2013-06-27)', true],
    ['2.0.0-p247', 'ruby 2.0.0p2 (2013-06-27)', false],
    ['ruby-head', 'ruby 3.1.2p20 (2022-04-12)', false],
    ['ruby-head', 'ruby 3.4.0dev (2024-01-01 master 0fb1dcb2d3)', true],
    ['jruby-head', 'ruby 3.4.0dev (2024-01-01 master 0fb1dcb2d3)', false],
    ['jruby-19mode', 'ruby 1.9.3p551', false],
    ['jruby', 'ruby 3.1.2p20', false],
    ['truffleruby-22', 'truffleruby 22.3.1, like ruby 3.0.3, GraalVM CE Native', true],
    ['3.0', 'truffleruby 22.3.1, like ruby 3.0.3, GraalVM CE Native', false],
    ['rbx-3', 'rubinius 3.107 (2.3.1 387c4887)', true],
    ['rbx-3', 'ruby 3.1.2p20', false],
    ['iojs', 'v20.20.2', false],
    ['iojs-v2.5', 'v2.5.0', true],
    ['4.2', 'PHP 8.2.7 (cli) (built: Jun 9 2023)\nZend Engine v4.2.7', false],
    ['hhvm', 'PHP 8.2.7 (cli)', false],
    ['hhvm-3.30', 'HipHop VM 3.30.12 (rel)', true],
    ['8.2', 'HipHop VM 8.2.12 (rel)', false],
    ['1.18', 'go version go1.18 gccgo (Debian 12.2.0-14) 12.2.0 linux/amd64', false],
    ['blead', '5.36.0', false],
    ['stable', 'rustc 1.77.0-nightly (abc 2024-01-01)', false],
    ['stable', 'rustc 1.75.0 (abc 2023-12-21)', true],
    ['beta', 'rustc 1.76.0-beta.1 (abc 2023-12-21)', true],
    ['beta', 'rustc 1.77.0-nightly (abc 2024-01-01)', false],
    ['nightly-2020-01-01', 'rustc 1.77.0-nightly (abc 2024-01-01)', false],
    ['7.0', '6.0.400 [/usr/share/dotnet/sdk]\n7.0.100 [/usr/share/dotnet/sdk]', true],
    ['R14B04', 'R14B04', true],
    ['miniconda3', 'Python 3.11.2', false],
    ['somethingelse', 'tool 1.0', false],
    ['>=18', 'v20.20.2', false],
    ['^18', 'v18.20.2', false],
  ])('%s fits %s: %s', (wanted, shown, fits) => {
    const file = join(home, 'shown');
    writeFileSync(file, shown);
    const { code } = run(`travis_version_fits ${shellEscape(wanted)} 'cat ${file}'`);
    expect(code === 0).toBe(fits);
  });

  const numbers = fc.array(fc.nat(30), { minLength: 1, maxLength: 3 });
  const names = fc.constantFrom(
    '',
    'pypy',
    'jython',
    'jruby-',
    'truffleruby-',
    'rubinius-',
    'hhvm-',
  );

  it('of one implementation never pass for those of another, nor other numbers', () => {
    const cases = fc.tuple(names, numbers, names, numbers, fc.nat(3));
    const shown = (name: string, version: string): string =>
      `${name.replace('-', '') || 'tool'} ${version} (2020-01-02 revision 3.4.5)`;
    fc.assert(
      fc.property(fc.array(cases, { minLength: 40, maxLength: 40 }), (given) => {
        const lines = given.map(([name, there, other, wanted, cut]) => {
          const there3 = [...there, 0, 0].slice(0, 3);
          // Half of the requests are of what is there, more or less exactly.
          const asked = cut > 0 ? there3.slice(0, cut) : wanted;
          const who = cut === 3 ? other : name;
          const fits = who === name && asked.every((part, index) => part === there3[index]);
          const probe = `echo ${shellEscape(shown(name, there3.join('.')))}`;
          const ask = `${who}${asked.join('.')}`;
          return { script: `travis_version_fits ${ask} ${shellEscape(probe)}; echo $?`, fits };
        });
        const { out } = run(lines.map(({ script }) => script).join('\n'));
        const answers = out
          .trim()
          .split('\n')
          .map((code) => code === '0');
        expect(answers).toEqual(lines.map(({ fits }) => fits));
      }),
      { numRuns: 3 },
    );
  });

  it.each([
    ['argon', 'v4.9.1'],
    ['lts/Boron', 'v6.17.1'],
    ['jod', 'v22.1.0'],
    ['LTS/krypton', 'v24.1.0'],
  ])('of Node.js may have the name of their line: %s', (word, shown) => {
    expect(run(`travis_use Node.js ${word} 'echo ${shown}'`)).toMatchObject({
      code: 0,
      out: expect.stringContaining(`Node.js ${word} was asked for; taken is: ${shown}`) as string,
    });
    expect(run(`travis_use Node.js ${word} 'echo v20.20.2'`).code).toBe(1);
  });

  it.each(['stable', 'node', 'lts/*', 'latest', 'default', 'current'])(
    'may be words for what is there, and the log says what was taken: %s',
    (word) => {
      const { code, out } = run(`travis_use Node.js '${word}' 'echo v20.20.2' nvm:node`);
      expect(code).toBe(0);
      expect(out).toContain(`Node.js ${word} was asked for; taken is: v20.20.2`);
    },
  );

  it.each(['nightly', 'iojs', 'head', 'dev', 'beta', 'rc', 'master', 'foo'])(
    'are errors where they are not here, and the log says what is: %s',
    (word) => {
      const { code, out } = run(`travis_use Node.js ${word} 'echo v20.20.2' nvm:node`);
      expect(code).toBe(1);
      expect(out).toContain(`Node.js ${word} is not on this machine`);
      expect(out).toContain('Here is: v20.20.2');
    },
  );

  it('that a manager put in place under a name of its own are believed', () => {
    const manager = 'nvs() { :; }; ';
    const use = (version: string, shown: string): number | null =>
      run(`${manager}travis_use Thing ${version} 'echo ${shown}' nvs:thing`).code;
    expect(use('miniconda3-latest', 'Python 3.11.2')).toBe(0);
    expect(use('nightly-2020-01-01', 'thing 1.42.0-nightly')).toBe(0);
    expect(use('pypy3.9', 'Python 3.9.2')).toBe(1);
    expect(use('3.9', 'Python 3.8.2')).toBe(1);
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
