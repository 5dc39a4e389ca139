/** Compiles a job of a small project and runs its script with the real tools of this machine. */
import { compileScript, createRegistry } from '@turnpike/plugin-build';
import { addons } from '@turnpike/plugin-addons';
import { deploys } from '@turnpike/plugin-deploys';
import { languages } from '@turnpike/plugin-languages';
import { services } from '@turnpike/plugin-services';
import type { JobPayload, TurnpikePayload } from '@turnpike/sdk';
import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeProject } from '../../support/project.js';

const registry = createRegistry({ languages, addons, services, deploys });

export type Files = Readonly<Record<string, string>>;

interface Built {
  readonly code: number;
  readonly log: string;
}

export interface Place {
  readonly folder: string;
  build(
    files: Files,
    config: Readonly<Record<string, unknown>>,
    more?: TurnpikePayload,
  ): Promise<Built>;
  remove(): void;
}

/** Is there such a command? Tests that want it are skipped otherwise, but where `CI` is set: that throws. */
export function has(command: string): boolean {
  try {
    execFileSync('bash', ['-c', 'type -P "$1"', '-', command], { stdio: 'ignore' });
    return true;
  } catch {
    if (process.env['CI']) throw new Error(`${command} is not installed`);
    return false;
  }
}

/** Where tool chains of this machine lie that are found by the home folder, which a job does not share. */
function toolHomes(): Record<string, string> {
  const homes = { RUSTUP_HOME: '.rustup', PYENV_ROOT: '.pyenv' };
  const found = Object.entries(homes).map(
    ([name, folder]) => [name, process.env[name] ?? join(homedir(), folder)] as const,
  );
  return Object.fromEntries(found.filter(([, folder]) => existsSync(folder)));
}

function run(script: string, home: string): Promise<Built> {
  const file = join(home, 'build.sh');
  writeFileSync(file, script);
  const env = {
    ...toolHomes(),
    HOME: home,
    PATH: process.env['PATH'],
    LANG: 'C.UTF-8',
    USER: process.env['USER'] ?? 'root',
  };
  return new Promise((resolve) => {
    execFile('bash', [file], { env, cwd: home, maxBuffer: 1e8, timeout: 240_000 }, (error, log) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, log });
    });
  });
}

let job = 0;

/** A folder with a project of its own; every build has a fresh home. */
export function place(): Place {
  const folder = mkdtempSync(join(tmpdir(), 'turnpike-builds-'));
  let projects = 0;
  return {
    folder,
    remove: () => rmSync(folder, { recursive: true, force: true }),
    build: (files, config, turnpike) => {
      projects += 1;
      const project = makeProject(folder, `project-${projects}`);
      const commit = project.push(files);
      job += 1;
      const home = join(folder, `job-${job}`);
      mkdirSync(home);
      const payload: JobPayload = {
        config: { os: 'linux', ...config },
        repository: {
          slug: 'acme/rocket',
          source_url: project.path,
          default_branch: 'main',
          id: 7,
        },
        job: { id: job, number: `1.${job}`, branch: 'main', commit, secure_env_enabled: true },
        build: { id: 1, number: 1, event_type: 'push' },
        ...(turnpike ? { turnpike } : {}),
      };
      return run(compileScript(registry, payload, { now: new Date().toISOString() }).bash, home);
    },
  };
}
