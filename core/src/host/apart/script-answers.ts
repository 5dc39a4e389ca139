/** Answers of parts of the script compiler that are asked for again while a script is compiled. */
import { createHash } from 'node:crypto';
import type { ScriptAnswer, ScriptAsk } from './script-calls.js';
import { nonsense } from './parts/nonsense.js';
import { toText } from './wire-text.js';

export interface Answers {
  /** What is known, or when it will be. Throws what the part threw. `caches`: asked where the part asks it. */
  find(
    ask: Omit<ScriptAsk, 'caches'>,
    caches: (kind: string) => boolean,
  ): ScriptAnswer | Promise<void>;
}

interface Entry {
  readonly caches: Record<string, boolean>;
  needs?: string;
  answer?: ScriptAnswer;
  error?: unknown;
  asking?: Promise<void>;
}

/** Longer than any compilation takes; what a job is given is in them. */
const KEPT_MS = 10_000;

export function createAnswers(ask: (ask: ScriptAsk) => Promise<unknown>): Answers {
  const entries = new Map<string, Entry>();

  function entryOf(key: string): Entry {
    const found = entries.get(key);
    if (found) return found;
    const entry: Entry = { caches: {} };
    entries.set(key, entry);
    setTimeout(() => entries.delete(key), KEPT_MS).unref();
    return entry;
  }

  async function fill(entry: Entry, question: Omit<ScriptAsk, 'caches'>): Promise<void> {
    try {
      const answer = (await ask({ ...question, caches: entry.caches })) as ScriptAnswer;
      if (!Array.isArray(answer?.calls)) throw nonsense('built no script');
      if (typeof answer.needs === 'string') entry.needs = answer.needs;
      else entry.answer = answer;
    } catch (error) {
      entry.error = error;
    }
    delete entry.asking;
  }

  return {
    find(question, caches) {
      const entry = entryOf(createHash('sha256').update(toText(question)).digest('base64'));
      if (entry.error !== undefined) throw entry.error;
      if (entry.answer) return entry.answer;
      if (entry.needs !== undefined) {
        entry.caches[entry.needs] = caches(entry.needs);
        delete entry.needs;
      }
      return (entry.asking ??= fill(entry, question));
    },
  };
}
