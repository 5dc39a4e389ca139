/** What cannot run in a process of its own, each with its place and the way out. */
import { HOOK_KINDS, type HookKind, type HookName } from '../../contracts/hooks.js';
import { TurnpikeError } from '../../contracts/errors.js';
import { tokens } from '../../contracts/tokens.js';
import { APART_PARTS } from './parts.js';
import type { Described } from './protocol.js';
import { tokenNamed } from './stand-in-tokens.js';

interface Finding {
  readonly at: string;
  readonly what: string;
}

export function apartFaults({ manifest, ...described }: Described): readonly TurnpikeError[] {
  const found = [
    ...hooks(manifest.permissions.hooks),
    ...required(described.requires),
    ...offered(described.offers),
    ...members(described.members),
  ];
  return found.map((one) => fault(manifest.id, manifest.source, one));
}

function hooks(declared: readonly HookName[]): readonly Finding[] {
  return declared
    .filter((hook) => Object.hasOwn(HOOK_KINDS, hook) && !canWait(HOOK_KINDS[hook]))
    .map((hook) => ({
      at: `permissions.hooks: ${hook}`,
      what: 'is asked without waiting, so it cannot be answered by another process.',
    }));
}

/** `script.stage` is asked by the compiler, which comes again for what is not there yet. */
function canWait({ type }: HookKind): boolean {
  return type.startsWith('Async') || type === 'SyncMap';
}

/** Ports that are made for it; services that have a contract cross as they do between our processes. */
const PORTS: readonly string[] = [tokens.outbound, tokens.events, tokens.clock, tokens.metrics].map(
  ({ name }) => name,
);

function required(requires: Described['requires']): readonly Finding[] {
  return Object.entries(requires)
    .filter(([, { token }]) => !PORTS.includes(token) && !hasContract(token))
    .map(([name, { token }]) => ({
      at: `requires.${name}`,
      what: `is the token ${token}, which works inside the server's process only.`,
    }));
}

function hasContract(name: string): boolean {
  const token = tokenNamed(name);
  return token?.kind === 'single' && token.service !== undefined;
}

function offered(offers: Described['offers']): readonly Finding[] {
  return offers
    .filter(({ token }) => !Object.hasOwn(APART_PARTS, token))
    .map(({ token }) => ({
      at: `offers: ${token}`,
      what: `is asked for what it has to answer at once, so it works inside the server's process only.`,
    }));
}

const MEMBERS: Readonly<Record<string, string>> = {
  upgrades: 'hands sockets over, which stay in the process that has them.',
  cli: 'runs in the process of the command, where nothing holds it.',
  backup: 'is asked by commands, which start no plugin.',
};

function members(declared: readonly string[]): readonly Finding[] {
  return declared
    .filter((name) => Object.hasOwn(MEMBERS, name))
    .map((name) => ({ at: name, what: MEMBERS[name] ?? '' }));
}

function fault(plugin: string, source: string, { at, what }: Finding): TurnpikeError {
  const message = `${plugin} cannot run in a process of its own: ${at} ${what}`;
  const wayOut = `If you trust it, let it run in the server: isolation: { ${plugin}: none }.`;
  return new TurnpikeError('TURNPIKE_PLUGIN_ISOLATION', message, { plugin, source, at, wayOut });
}
