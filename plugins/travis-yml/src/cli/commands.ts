import {
  ConfigError,
  tokens,
  type CliCommand,
  type CliIo,
  type ConfigMap,
  type JobConfig,
  type JobOrigin,
  type LintResult,
  type Message,
} from '@turnpike/sdk';
import { answerLines, ymlContributions } from '@turnpike/sdk/platform';
import { conditionJsonl } from '../machine/condition-jsonl.js';
import { createConfigJsonl } from '../machine/config-jsonl.js';
import { toJson } from '../machine/json.js';
import { foldMessages } from './fold.js';
import { readInput } from './input.js';
import { messageLine } from './paint.js';

/** Subcommands of `turnpike` that read configurations. None needs a running server. */
export const commands: readonly CliCommand[] = [
  {
    command: 'lint [file]',
    summary: 'Check a .travis.yml: prints what is wrong with it, and fails if that is an error.',
    run: lint,
  },
  {
    command: 'config [file]',
    summary: 'Print the configuration as it is understood, or the jobs that it makes.',
    options: [
      { flags: '--jobs', description: 'the jobs, with what each comes from' },
      { flags: '--explain <key>', description: 'only this key, and what was found about it' },
      { flags: '--jsonl', description: 'answer one JSON case a line from standard input' },
    ],
    run: config,
  },
  {
    command: 'condition [text]',
    summary: 'Parse a condition as it may stand under `if`.',
    options: [{ flags: '--jsonl', description: 'answer one JSON case a line from standard input' }],
    run: async (io) => {
      if (io.options['jsonl']) return answerLines(io, conditionJsonl);
      const answer = conditionJsonl(JSON.stringify({ input: io.args[0] ?? '' }));
      io.out(`${answer}\n`);
      return 'error' in (JSON.parse(answer) as object) ? 1 : 0;
    },
  },
  {
    command: 'schema',
    summary: 'Print the JSON Schema of .travis.yml for editors.',
    run: async (io) => {
      const { compiler } = await io.resolve({ compiler: tokens.configCompiler });
      io.out(`${JSON.stringify(compiler.jsonSchema(), null, 2)}\n`);
      return 0;
    },
  },
];

interface Linted extends LintResult {
  readonly name: string;
}

/** `undefined`: it cannot be read, and where and why has been printed. */
async function lintInput(io: CliIo, print: (text: string) => void): Promise<Linted | undefined> {
  const { compiler } = await io.resolve({ compiler: tokens.configCompiler });
  const { name, text } = await readInput(io);
  try {
    return { ...(await compiler.lint({ text })), name };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    print(`${messageLine(unreadable(error), name, io.color)}\n`);
    return undefined;
  }
}

function unreadable({ code, message, details }: ConfigError): Message {
  const line = details['line'] as number | undefined;
  return { level: 'error', key: 'root', code, text: message, ...(line !== undefined && { line }) };
}

async function lint(io: CliIo): Promise<number> {
  const isJson = io.options['json'] === true;
  const { name, messages } = await findings(io);
  // What every file leaves to its default is said once, at the end.
  const shown = messages.filter(({ code }) => isJson || code !== 'default');
  if (isJson) io.out(`${printed({ file: name, findings: shown.map(finding) })}\n`);
  else
    for (const message of foldMessages(shown)) io.out(`${messageLine(message, name, io.color)}\n`);
  const errors = shown.filter(({ level }) => level === 'error').length;
  if (!isJson) io.err(`${counted(shown.length, errors)}${taken(messages)}\n`);
  return errors > 0 ? 1 : 0;
}

/** What was found; why a file cannot be read is a finding too. */
async function findings(io: CliIo): Promise<Pick<Linted, 'name' | 'messages'>> {
  const { compiler } = await io.resolve({ compiler: tokens.configCompiler });
  const { name, text } = await readInput(io);
  try {
    return { name, messages: (await compiler.lint({ text })).messages };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return { name, messages: [unreadable(error)] };
  }
}

/** For programs: lines counted from 1, as in the text form. */
function finding({ line, ...message }: Message): object {
  return { ...message, ...(line !== undefined && { line: line + 1 }) };
}

function counted(findings: number, errors: number): string {
  if (findings === 0) return 'No findings.';
  const noun = findings === 1 ? 'finding' : 'findings';
  if (errors === 0) return `${findings} ${noun}, none of them an error.`;
  if (findings === errors) return `${findings} ${errors === 1 ? 'error' : 'errors'}.`;
  return `${findings} ${noun}, ${errors} of them ${errors === 1 ? 'an error' : 'errors'}.`;
}

/** What defaults stand for keys that are not given, in one line. */
function taken(messages: readonly Message[]): string {
  const root = messages.filter(({ code, key }) => code === 'default' && key === 'root');
  const pairs = root.map(({ args }) => `${String(args?.['key'])} ${String(args?.['default'])}`);
  return pairs.length ? ` Taken by default: ${pairs.join(', ')}.` : '';
}

async function config(io: CliIo): Promise<number> {
  if (io.options['jsonl']) return configLines(io);
  const result = await lintInput(io, io.err);
  if (!result) return 1;
  const key = io.options['explain'];
  if (typeof key === 'string') return explain(io, result, key);
  if (!io.options['jobs']) io.out(`${printed(result.config)}\n`);
  else result.jobs.forEach((job, index) => io.out(jobLine(job, result.origins[index], index)));
  return 0;
}

/** In the language of all installed plugins, none of which is started. */
async function configLines(io: CliIo): Promise<number> {
  const { installed } = await io.resolve({ installed: tokens.installed });
  return answerLines(io, createConfigJsonl(ymlContributions(installed.manifests)));
}

const printed = (value: unknown): string => JSON.stringify(JSON.parse(toJson(value)), null, 2);

function jobLine(job: JobConfig, origin: JobOrigin | undefined, index: number): string {
  const stage = job.stage === undefined ? '' : `, stage ${job.stage}`;
  return `# job ${index + 1}${stage}: ${origin ? source(origin) : ''}\n${printed(job)}\n`;
}

function source({ from, index }: JobOrigin): string {
  if (from === 'root') return 'the file as a whole';
  return from === 'matrix'
    ? `row ${index + 1} of the matrix`
    : `entry ${index + 1} of jobs.include`;
}

function explain(io: CliIo, { config: all, messages, name }: Linted, key: string): number {
  const value = key.split('.').reduce<unknown>((map, part) => (map as ConfigMap)?.[part], all);
  io.out(`${key}: ${value === undefined ? 'not given' : printed(value)}\n`);
  const about = messages.filter((message) => isAbout(message, key));
  for (const message of about) io.out(`${messageLine(message, name, io.color)}\n`);
  return 0;
}

/** Of the key itself, of what stands below it, or at the map that holds it. */
function isAbout({ key: place, args }: Message, key: string): boolean {
  if (place === key || place.startsWith(`${key}.`)) return true;
  const named = args?.['key'];
  return typeof named === 'string' && (place === 'root' ? named : `${place}.${named}`) === key;
}
