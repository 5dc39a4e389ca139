/** Where a tool is built: commands run last in line for the processor, and what they say is kept. */
import { spawn } from 'node:child_process';
import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Workshop {
  /** What is finished goes here. */
  readonly folder: string;
  /** A folder for what is not to be kept. */
  bench(): Promise<string>;
  /** Runs a command at the lowest priority. Throws with its last words. */
  run(
    command: string,
    args: readonly string[],
    options?: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv },
  ): Promise<void>;
  close(): Promise<void>;
}

const LAST_CHARACTERS = 2000;

/** `log` begins anew. */
export async function openWorkshop(folder: string, log: string): Promise<Workshop> {
  const benches: string[] = [];
  const words = await open(log, 'w');
  return {
    folder,
    async bench() {
      const bench = await mkdtemp(join(tmpdir(), 'turnpike-tool-'));
      benches.push(bench);
      return bench;
    },
    async run(command, args, { cwd = folder, env } = {}) {
      const child = spawn('nice', ['-n', '19', command, ...args], {
        cwd,
        env: { ...process.env, ...env },
        stdio: ['ignore', words.fd, words.fd],
      });
      const code = await new Promise<number | null>((resolve, reject) => {
        child.once('error', reject);
        child.once('exit', resolve);
      });
      if (code === 0) return;
      const last = (await readFile(log, 'utf8')).trim().slice(-LAST_CHARACTERS);
      throw new Error(`${command} ${args[0] ?? ''}: ${last || `exit code ${code}`}`);
    },
    async close() {
      await words.close();
      for (const bench of benches) await rm(bench, { recursive: true, force: true });
    },
  };
}
