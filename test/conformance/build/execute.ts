/** Runs stages among stub tools and reads back what was called and shown. */
import { execFile } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Executed } from './data.js';

export interface Run {
  readonly code: number;
  readonly log: string;
}

export interface Trace {
  readonly calls: readonly string[];
  readonly echoed: readonly string[];
  readonly folds: readonly string[];
  readonly results: readonly (readonly [string, number])[];
  readonly exit_code: number;
}

/** Answers version questions, lists every other call, fails where it is told to. */
const stub = `#!/bin/bash
name="\${0##*/}"
case "$name $*" in
  "node --version") echo "v$NODE_V"; exit 0 ;;
  "npm -v") echo "$NPM_V"; exit 0 ;;
  "yarn -v") echo "$YARN_V"; exit 0 ;;
  "pip --version") echo "pip $PIP_V from here"; exit 0 ;;
  "jq -r"*) echo null; exit 0 ;;
esac
call="$name $*"
call="\${call% }"
home='~'
echo "\${call//$HOME/$home}" >> "$CALLS"
if [[ -n "$FAIL_ON" && "$call" == $FAIL_ON ]]; then exit "$FAIL_CODE"; fi
`;

const versions = { NODE_V: '16.0.0', NPM_V: '8.1.0', YARN_V: '1.22.0', PIP_V: '21.0' };

/** Tools that the recordings called or asked for; rebar and rvm were not among the stubs. */
export function toolsOf(all: readonly Executed[]): string[] {
  const names = all.flatMap(({ calls }) => calls.map((call) => call.split(' ')[0] ?? ''));
  const asked = ['node', 'npm', 'yarn', 'pip', 'jq', 'rebar3', 'ruby', 'bundle', 'gem', 'curl'];
  return [...new Set([...names, ...asked])].filter((name) => name !== 'rebar' && name !== 'rvm');
}

export function bash(file: string, env: NodeJS.ProcessEnv, cwd: string): Promise<Run> {
  return new Promise((resolve) => {
    execFile(
      'bash',
      ['-c', `exec bash ${JSON.stringify(file)} 2>&1`],
      { env, cwd },
      (error, stdout) => {
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, log: stdout });
      },
    );
  });
}

/** Makes the working folder of a recording: `x/` is a folder, `x!` an executable stub. */
function makeFiles(work: string, names: readonly string[]): void {
  for (const name of names) {
    const path = join(work, name.replace(/!$/, ''));
    mkdirSync(name.endsWith('/') ? path : dirname(path), { recursive: true });
    if (name.endsWith('/')) continue;
    writeFileSync(path, name.endsWith('!') ? stub : '');
    if (name.endsWith('!')) chmodSync(path, 0o755);
  }
}

export async function execute(
  recording: Executed,
  script: string,
  tools: readonly string[],
): Promise<Trace> {
  const base = mkdtempSync(join(tmpdir(), 'turnpike-stages-'));
  const [bin, home, work] = ['bin', 'home', 'work'].map((name) => join(base, name)) as [
    string,
    string,
    string,
  ];
  const casher = join(home, '.casher/bin');
  for (const folder of [bin, casher, work]) mkdirSync(folder, { recursive: true });
  writeFileSync(join(base, 'stub'), stub);
  chmodSync(join(base, 'stub'), 0o755);
  for (const tool of tools) copyFileSync(join(base, 'stub'), join(bin, tool));
  copyFileSync(join(base, 'stub'), join(casher, 'casher'));
  makeFiles(work, recording.files);
  writeFileSync(join(base, 'calls'), '');
  writeFileSync(join(base, 'script.sh'), script);
  const env = {
    ...versions,
    ...recording.tool_versions,
    HOME: home,
    TRAVIS_HOME: home,
    TRAVIS_ROOT: '/',
    TRAVIS_BUILD_DIR: work,
    CASHER_DIR: join(home, '.casher'),
    GOPATH: join(base, 'gopath'),
    DC: 'dmd',
    PATH: `${bin}:/usr/bin:/bin`,
    CALLS: join(base, 'calls'),
    FAIL_ON: recording.fail_on ?? '',
    FAIL_CODE: String(recording.fail_code ?? 1),
  };
  const { code, log } = await bash(join(base, 'script.sh'), env, work);
  const calls = readFileSync(join(base, 'calls'), 'utf8').split('\n').filter(Boolean);
  rmSync(base, { recursive: true, force: true });
  return { ...readLog(log), calls, exit_code: code };
}

function readLog(log: string): Pick<Trace, 'echoed' | 'folds' | 'results'> {
  const echoed = [...log.matchAll(/(?:^|\u001b\[0K)\$ (.*)$/gm)].map(([, command = '']) => command);
  const folds = [...log.matchAll(/travis_fold:(start|end):([^\r]*)\r/g)].map(
    ([, at, name]) => `${at}:${name}`,
  );
  const found = log.matchAll(/The command "(.*?)" (?:failed and )?exited with (\d+)/gs);
  const results = [...found].map(([, command = '', code]) => [command, Number(code)] as const);
  return { echoed, folds, results };
}

/** Numbers of one machine at one time. */
export function withoutTimes(text: string): string {
  return text
    .replace(/travis_time:start:\w+/g, 'travis_time:start:ID')
    .replace(/travis_time:end:\w+:start=\w+,finish=\w+,duration=\w+/g, 'travis_time:end:ID')
    .replace(/\/foo-\d+/g, '/foo');
}
