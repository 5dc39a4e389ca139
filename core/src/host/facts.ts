/** Looks at what administrators should know of this process: its room, its notifiers, and what plugins add. */
import type { FactSource, SystemFact } from '../contracts/facts.js';
import type { Notifier } from '../contracts/notifier.js';
import { tokens } from '../contracts/tokens.js';
import { withinTime } from '../hooks/tap-runner.js';
import { sqliteFile } from '../store/sqlite-file.js';
import type { CoreParts } from './core-parts.js';
import { liesIn } from './paths.js';
import { measureRoom, sizeOf } from './room.js';

const FRESH_MS = 10_000;
const LOOK_MS = 2_000;

/** The answer is kept for a moment: the system page and Prometheus ask often. */
export function createFacts(
  core: CoreParts,
  own: () => readonly FactSource[],
): () => Promise<readonly SystemFact[]> {
  let last: { readonly at: number; readonly facts: Promise<readonly SystemFact[]> } | undefined;
  return () => {
    const now = performance.now();
    if (!last || now - last.at > FRESH_MS) last = { at: now, facts: lookAtAll(core, own()) };
    return last.facts;
  };
}

async function lookAtAll(
  core: CoreParts,
  own: readonly FactSource[],
): Promise<readonly SystemFact[]> {
  const sources = [
    dataFolder(core),
    ...proxies(core),
    ...own,
    ...core.container.resolve(tokens.factSources),
    ...core.container.resolve(tokens.notifiers).flatMap(notConfigured),
  ];
  const facts = await Promise.all(sources.map((source) => lookAt(source, core)));
  setGauges(core, facts);
  return facts;
}

async function lookAt(source: FactSource, { config, log }: CoreParts): Promise<SystemFact> {
  const { id, title } = source;
  try {
    const look = await withinTime(source.look(), LOOK_MS);
    if ('room' in look)
      return { id, title, ...(await measureRoom(look.room, config.host.lowSpaceBytes)) };
    const { state, text, wayOut = null } = look;
    return { id, title, state, text, wayOut, room: null };
  } catch (error) {
    log.warn({ fact: id, err: error }, 'a fact could not be looked at');
    const text = `could not be looked at: ${error instanceof Error ? error.message : String(error)}`;
    const wayOut = 'See the log of this process.';
    return { id, title, state: 'warning', text, wayOut, room: null };
  }
}

function dataFolder({ config, paths }: CoreParts): FactSource {
  const folder = paths.dataDir;
  const file = sqliteFile(config.database.url, folder);
  const isHere = file !== undefined && liesIn(folder, file);
  return {
    id: 'data-folder',
    title: isHere ? 'Data folder, database' : 'Data folder',
    async look() {
      if (!isHere) return { room: { folder } };
      return { room: { folder, usedBytes: await sizeOf([file, `${file}-wal`]) } };
    },
  };
}

/** Seen in the headers of what came; nothing else knows of a proxy in front. */
function proxies({ http }: CoreParts): readonly FactSource[] {
  return http.proxyFaults().map(({ text, wayOut }, at) => {
    const look = { state: 'warning', text, wayOut } as const;
    return { id: at === 0 ? 'proxy' : `proxy-${at}`, title: 'Proxy', look: async () => look };
  });
}

function notConfigured({ id, unavailable }: Notifier): readonly FactSource[] {
  if (!unavailable) return [];
  const look = { state: 'warning', text: 'not configured', wayOut: unavailable } as const;
  return [{ id: `notifier-${id}`, title: `Notifications by ${id}`, look: async () => look }];
}

function setGauges({ metrics }: CoreParts, facts: readonly SystemFact[]): void {
  const warning = metrics.gauge('fact_warning', '1: this fact is a warning.', ['fact']);
  const free = metrics.gauge('room_free_bytes', 'Free on the file system of a folder.', ['fact']);
  const used = metrics.gauge('room_used_bytes', 'Used by what lies in a folder.', ['fact']);
  for (const { id, state, room } of facts) {
    warning.set(state === 'warning' ? 1 : 0, { fact: id });
    if (!room) continue;
    free.set(room.freeBytes, { fact: id });
    if (room.usedBytes !== null) used.set(room.usedBytes, { fact: id });
  }
}
