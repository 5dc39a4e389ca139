/** Kills something every few seconds: at any moment, or right when something has been told. */
import { setTimeout as wait } from 'node:timers/promises';
import type { EventName } from '@turnpike/core/contracts';
import type { Random } from './random.js';
import type { Shape } from './shape.js';

/** Right after these, in turn: between them lie the states of a job. */
const MOMENTS: readonly EventName[] = [
  'delivery:received',
  'request:received',
  'build:created',
  'job:created',
  'job:queued',
  'job:received',
  'job:started',
  'job:log',
  'job:finished',
  'stage:finished',
  'build:finished',
];
/** States of a job that have a moment of their own. */
const AIMED = ['received', 'created', 'queued', 'started'] as const;
const MOMENT_MS = 1500;

export interface Kills {
  readonly byVictim: ReadonlyMap<string, number>;
  /** Kills while a job was in this state. */
  readonly byState: ReadonlyMap<string, number>;
  /** Kills right after this event. */
  readonly byMoment: ReadonlyMap<string, number>;
}
export interface Killer {
  count(): number;
  /** Ends it when what was killed last is back. */
  stop(): Promise<Kills>;
}

const add = (counts: Map<string, number>, key: string): void =>
  void counts.set(key, (counts.get(key) ?? 0) + 1);

export function startKiller(
  shape: Shape,
  random: Random,
  everyMs: readonly [number, number],
): Killer {
  const [byVictim, byState, byMoment] = [
    new Map<string, number>(),
    new Map<string, number>(),
    new Map<string, number>(),
  ];
  const nextVictim = random.deck(shape.victims);
  const nextMoment = random.deck(MOMENTS);
  let stopped = false;
  const back: Promise<void>[] = [];
  const away = new Set<string>();

  async function strike(): Promise<void> {
    const victim = nextVictim();
    // What is away already comes to its turn later.
    if (away.has(victim)) return;
    // A state of a few milliseconds is met by aiming at it only, and one process dies only a few times.
    const unmet = AIMED.find((state) => !byState.has(state));
    const moment: EventName | undefined =
      random.next() < 0.6 ? (unmet ? `job:${unmet}` : nextMoment()) : undefined;
    const came = moment !== undefined && (await shape.nextEvent(moment, MOMENT_MS));
    const states = await shape.jobStates().catch(() => new Map<string, number>());
    away.add(victim);
    const isBack = shape.strike(victim).finally(() => away.delete(victim));
    back.push(isBack);
    add(byVictim, victim);
    if (came) add(byMoment, moment);
    // What was just told counts too: it is the state that the kill was aimed at.
    for (const state of new Set([
      ...states.keys(),
      ...(came && moment.startsWith('job:') ? [stateOf(moment)] : []),
    ]))
      if (state) add(byState, state);
    // One process cannot be killed while it is away; of many, another one may.
    if (shape.victims.length === 1) await isBack;
  }

  async function run(): Promise<void> {
    while (!stopped) {
      await wait(random.between(...everyMs));
      if (!stopped) await strike();
    }
  }
  const running = run();
  return {
    count: () => [...byVictim.values()].reduce((sum, count) => sum + count, 0),
    async stop() {
      stopped = true;
      await running;
      await Promise.all(back);
      return { byVictim, byState, byMoment };
    },
  };
}

function stateOf(moment: string): string | undefined {
  return AIMED.find((state) => moment === `job:${state}`);
}
