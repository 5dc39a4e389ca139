import { parseArgs } from 'node:util';
import { EXECUTORS, type ExecutorName } from './executors.js';

export const SHAPES = ['split', 'single'] as const;
export const VARIANTS = ['plain', 'clocks', 'no-broker'] as const;
export type ShapeName = (typeof SHAPES)[number];
export type Variant = (typeof VARIANTS)[number];

export interface Options {
  readonly rounds: readonly { readonly shape: ShapeName; readonly variant: Variant }[];
  /** Where the jobs run. */
  readonly executor: ExecutorName;
  /** Builds of each round. */
  readonly builds: number;
  readonly seed: number;
  /** Most seconds of each round until all builds have ended. */
  readonly seconds: number;
  readonly keep: boolean;
  /** Foreign locks, lost sessions, full disks; deliveries that come late or twice. */
  readonly faults: boolean;
}

export const HELP = `npm run chaos -- [--shape split|single] [--variant plain|clocks|no-broker]
  [--executor local|docker] [--builds N] [--seed N] [--seconds MOST] [--keep] [--no-faults]

Builds real repositories while processes of the platform are killed, its database is locked, cut off or full, and deliveries
come late or twice, and compares what the platform says with what
the scripts wrote down themselves. With docker jobs run in containers of an engine of the test's own, which is killed as well
(it needs root). Without --shape and --variant: all of them, one after the other. The process that
holds its broker inside cannot be without it, so "single no-broker" is left out.`;

/** Throws on arguments that it does not know. */
export function parseOptions(args: readonly string[]): Options | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      shape: { type: 'string' },
      variant: { type: 'string' },
      executor: { type: 'string', default: 'local' },
      builds: { type: 'string', default: '110' },
      seed: { type: 'string' },
      seconds: { type: 'string', default: '300' },
      keep: { type: 'boolean', default: false },
      'no-faults': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  const shapes = SHAPES.filter((name) => (values.shape ?? name) === name);
  const variants = VARIANTS.filter((name) => (values.variant ?? name) === name);
  const rounds = shapes.flatMap((shape) => variants.map((variant) => ({ shape, variant })));
  const possible = rounds.filter(
    ({ shape, variant }) => shape === 'split' || variant !== 'no-broker',
  );
  if (possible.length === 0) throw new Error(`There is no such round.\n${HELP}`);
  const executor = EXECUTORS.find((name) => name === values.executor);
  if (executor === undefined) throw new Error(`There is no such executor.\n${HELP}`);
  return {
    rounds: possible,
    executor,
    builds: whole('builds', values.builds),
    seed: values.seed === undefined ? Date.now() % 1_000_000 : whole('seed', values.seed),
    seconds: whole('seconds', values.seconds),
    keep: values.keep,
    faults: !values['no-faults'],
  };
}

function whole(name: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Error(`--${name} takes a whole number, not ${text}.`);
  return Number(text);
}
