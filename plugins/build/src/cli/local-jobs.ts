import { tokens, type CliIo, type ConfigMap, type JobConfig, type JobPayload } from '@turnpike/sdk';
import { isHash, text } from '@turnpike/sdk/shell';
import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** A job of the folder that the command runs in. */
export interface LocalJob {
  readonly number: string;
  readonly name: string;
  readonly payload: JobPayload;
}

function git(cwd: string, ...args: readonly string[]): string {
  try {
    return execFileSync('git', [...args], {
      cwd,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return ''; // not a repository, or nothing committed: the script says so when it clones
  }
}

/** Variables of one entry as a line; encrypted ones are not known here. */
function envLine(entry: ConfigMap): string[] {
  const plain = Object.entries(entry).filter(
    ([name, value]) => name !== 'secure' && !isHash(value),
  );
  return plain.length > 0 ? [plain.map(([name, value]) => `${name}=${text(value)}`).join(' ')] : [];
}

function payloadOf(config: JobConfig, number: string, cwd: string): JobPayload {
  const branch = git(cwd, 'branch', '--show-current') || 'main';
  return {
    config: { ...config, env: (config.env ?? []).flatMap(envLine) },
    repository: {
      slug: `local/${basename(cwd).replace(/[^\w.-]/g, '-')}`,
      source_url: cwd,
      default_branch: branch,
    },
    job: {
      id: 1,
      number,
      branch,
      commit: git(cwd, 'rev-parse', 'HEAD') || null,
      commit_message: git(cwd, 'log', '-1', '--format=%B'),
      secure_env_enabled: false,
    },
    build: { id: 1, number: 1, event_type: 'push' },
    turnpike: { run: 1, trust: 'full' },
  };
}

/** All jobs of the folder's .travis.yml, numbered as a build would number them. */
export async function readJobs(io: CliIo): Promise<readonly LocalJob[]> {
  const { compiler } = await io.resolve({ compiler: tokens.configCompiler });
  const { jobs } = await compiler.lint({
    text: await readFile(join(io.cwd, '.travis.yml'), 'utf8'),
  });
  return jobs.map((config, index) => {
    const number = `1.${index + 1}`;
    return { number, name: config.name ?? '', payload: payloadOf(config, number, io.cwd) };
  });
}

/** The job of that number (`2`, `1.2`) or name; the only one when none is asked for. */
export function chooseJob(
  jobs: readonly LocalJob[],
  wanted: string | undefined,
): { readonly job?: LocalJob; readonly problem: string } {
  if (wanted === undefined && jobs.length === 1) return { job: jobs[0], problem: '' };
  const job = jobs.find(
    ({ number, name }) => wanted !== undefined && [number, number.slice(2), name].includes(wanted),
  );
  if (job) return { job, problem: '' };
  const list = jobs.map(({ number, name }) => `  ${number} ${name}`.trimEnd()).join('\n');
  const reason =
    wanted === undefined ? 'There are several jobs; name one of them' : `There is no job ${wanted}`;
  return {
    problem: jobs.length === 0 ? 'This configuration makes no jobs.' : `${reason}:\n${list}`,
  };
}
