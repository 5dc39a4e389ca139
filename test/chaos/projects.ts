/** The repositories of a round, and the script that all their jobs run. */
import { constants, publicEncrypt, randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ApiClient } from '../support/api-client.js';
import { makeProject, type Project } from '../support/project.js';
import type { RoundExecutor } from './executors.js';

/** How a job's script goes. `fail` ends with 1, all others with 0. */
export const KINDS = {
  quick: { lines: 3, pause: 0.05, code: 0 },
  fail: { lines: 4, pause: 0.1, code: 1 },
  steady: { lines: 20, pause: 0.08, code: 0 },
  /** Outlasts a kill or two. */
  long: { lines: 60, pause: 0.1, code: 0 },
  secret: { lines: 5, pause: 0.1, code: 0 },
} as const;
export type Kind = keyof typeof KINDS;

/** What a job writes down itself: one file a run, one mark a line: seconds, word, text. */
function script({ executor, sleepMark }: RoundFolder): string {
  return `#!/bin/bash
# Tells beside its log what it does, so that the platform need not be believed.
id=\${TURNPIKE_INSTANCE:-$HOSTNAME}; id=\${id##*/}
${executor.openTruth}
mark() { printf '%s %s\\n' "$EPOCHREALTIME" "$*" >&7; }
say() { mark "line $1"; printf '%s\\n' "$1"; }
mark "start $KIND"
# A process that the platform has to end.
sleep ${sleepMark} > /dev/null 2>&1 7>&- &
for ((at = 1; at <= LINES_TO_SAY; at++)); do
  say "chaos $id $at $RANDOM$RANDOM"
  sleep "$PAUSE"
done
if [ "$KIND" = secret ]; then
  say "chaos $id settings $FROM_SETTINGS"
  say "chaos $id config $FROM_CONFIG"
  say "chaos $id coded $(printf %s "$FROM_SETTINGS" | base64 -w 0)"
fi
mark "end $CODE"
exit "$CODE"
`;
}

const job = (kind: Kind, more: object = {}): object => ({
  env: Object.entries({
    KIND: kind,
    LINES_TO_SAY: KINDS[kind].lines,
    PAUSE: KINDS[kind].pause,
    CODE: KINDS[kind].code,
  })
    .map(([key, value]) => `${key}=${value}`)
    .join(' '),
  ...more,
});

/** Jobs of a build, by repository. */
const SHAPES: Readonly<Record<string, readonly object[]>> = {
  pair: [job('quick'), job('fail')],
  staged: [
    job('quick', { stage: 'first' }),
    job('steady', { stage: 'first' }),
    job('quick', { stage: 'second' }),
  ],
  patient: [job('long'), job('steady')],
  secretive: [job('secret'), job('quick')],
};
export const PROJECTS = Object.keys(SHAPES);

/** A script that comes with the configuration. */
const unpacked = (text: string): string =>
  `echo ${Buffer.from(text).toString('base64')} | base64 -d > job.sh`;

export interface Repository {
  readonly name: string;
  readonly id: number;
  readonly project: Project;
  readonly truth: string;
  /** Pushes a new branch; answers its commit. */
  push(number: number): string;
}

export interface RoundFolder {
  readonly folder: string;
  /** Where the jobs write; they run as another user. */
  readonly truth: string;
  readonly executor: RoundExecutor;
  readonly sleepMark: number;
}

export function makeTruth(truth: string): void {
  mkdirSync(truth, { recursive: true });
  chmodSync(truth, 0o1777);
}

/** Repository, settings and configuration with secrets of its own. `add` registers it and answers its id. */
export async function makeRepository(
  name: string,
  round: RoundFolder,
  api: ApiClient,
  add: (path: string, slug: string) => number,
): Promise<{ readonly repository: Repository; readonly planted: readonly string[] }> {
  const project = makeProject(join(round.folder, `repo-${name}`), name);
  project.push({ 'README.md': 'Chaos.\n' }, 'Nothing to build [skip ci]');
  const id = add(project.path, `chaos/${name}`);
  const planted = ['settings', 'config'].map(
    (where) => `planted-${where}-${randomBytes(9).toString('hex')}`,
  );
  const [inSettings = '', inConfig = ''] = planted;
  await api.post(`/v3/repo/${id}/env_vars`, {
    'env_var.name': 'FROM_SETTINGS',
    'env_var.value': inSettings,
    'env_var.public': false,
  });
  const { public_key: key } = await api.get<{ public_key: string }>(
    `/v3/repo/${id}/key_pair/generated`,
  );
  const secure = publicEncrypt(
    { key, padding: constants.RSA_PKCS1_PADDING },
    Buffer.from(`FROM_CONFIG=${inConfig}`),
  ).toString('base64');
  // JSON is YAML.
  const own = script(round);
  const { keys } = round.executor;
  const yml = JSON.stringify({
    ...{ language: 'shell', os: 'linux', ...keys },
    env: { global: [{ secure }] },
    ...(keys.git ? { before_script: unpacked(own) } : {}),
    script: 'bash ./job.sh',
    jobs: { include: SHAPES[name] },
  });
  const files = { '.travis.yml': yml, 'job.sh': own };
  const push = (number: number): string =>
    project.push({ ...files, 'number.txt': `${number}\n` }, `Push ${number}`, `push-${number}`);
  return { repository: { name, id, project, truth: round.truth, push }, planted };
}
