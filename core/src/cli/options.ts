/** Options that many commands share. */
import type { Command } from 'commander';
import type { ConfigOptions } from '../config/sources.js';
import type { Io } from './io.js';

export interface JsonOptions {
  readonly json?: boolean;
}
export interface ConfigFlags extends JsonOptions {
  readonly config: readonly string[];
  readonly set: readonly string[];
  readonly role?: string;
}
export interface ServerFlags extends ConfigFlags {
  readonly url?: string;
  readonly token?: string;
}

export interface OwnerFlags extends ServerFlags {
  readonly host?: string;
}

const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];

export function withJson(command: Command): Command {
  return command.option('--json', 'answer as JSON');
}

export function withConfig(command: Command): Command {
  return withJson(command)
    .option('--config <file>', 'a further configuration file; the last one wins', collect, [])
    .option('--set <key=value>', 'set one key', collect, []);
}

export function withServer(command: Command): Command {
  return withConfig(command)
    .option('--url <url>', 'address of the server')
    .option('--token <token>', 'API token');
}

/** Names an owner. */
export function withOwner(command: Command): Command {
  return withServer(command).option(
    '--host <id>',
    'of this code host, where several have an owner of this name',
  );
}

/** Where the configuration comes from for this command line. */
export function configOptions(flags: ConfigFlags, io: Io): ConfigOptions {
  return {
    files: flags.config,
    set: flags.set,
    environment: io.env,
    ...(flags.role === undefined ? {} : { role: flags.role }),
  };
}
