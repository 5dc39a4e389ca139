import { tokens, type CliCommand, type CliIo } from '@turnpike/sdk';
import { answerLines } from '@turnpike/sdk/platform';
import { compileScript, waiting } from '../compile.js';
import { compileLine, compileScriptLine } from '../compile-jsonl.js';
import { createRegistry, type Registry } from '../parts.js';
import { chooseJob, readJobs } from './local-jobs.js';

/** Subcommands of `turnpike` that need no server. */
export const commands: readonly CliCommand[] = [
  {
    command: 'compile [job]',
    summary: 'Print the bash script of a job of the .travis.yml in this folder, by number or name.',
    options: [
      { flags: '--jsonl', description: 'answer one JSON case a line from standard input' },
      { flags: '--script', description: 'with --jsonl: the whole script in place of its tree' },
    ],
    run: compile,
  },
];

async function installed(io: CliIo): Promise<Registry> {
  const { languages, addons, services, deploys } = tokens;
  return createRegistry(await io.resolve({ languages, addons, services, deploys }));
}

async function compile(io: CliIo): Promise<number> {
  const registry = await installed(io);
  if (io.options['jsonl']) {
    const answer = io.options['script'] ? compileScriptLine : compileLine;
    return answerLines(io, async (line) =>
      JSON.stringify(await waiting(() => answer(registry, line))),
    );
  }
  const { job, problem } = chooseJob(await readJobs(io), io.args[0]);
  if (!job) {
    io.err(`${problem}\n`);
    return 1;
  }
  const env = { now: new Date().toISOString() };
  const { bash, messages } = await waiting(() => compileScript(registry, job.payload, env));
  io.out(bash);
  for (const { level, text } of messages) io.err(`${level}: ${text}\n`);
  return messages.some(({ level }) => level === 'error') ? 1 : 0;
}
