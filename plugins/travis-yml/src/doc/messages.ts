import type { Message } from '@turnpike/sdk';
import type { Note } from './doc.js';
import { dotted, type Place } from './place.js';

/** Collects the messages of one normalization; the same one is stored once. */
export class Messages {
  readonly #byText = new Map<string, Message>();
  readonly #lines: boolean;

  readonly #isExact: boolean;

  /** `isExact`: the lines that people look for, rather than those that Travis shows. */
  constructor(lines: boolean, isExact = false) {
    this.#lines = lines;
    this.#isExact = isExact;
  }

  add(place: Place, note: Note, ...below: readonly string[]): void {
    const { level, code } = note;
    const more = note.under === undefined ? below : [...note.under, ...below];
    const key = dotted(
      place.names.length || !more.length ? [...place.names, ...more] : ['root', ...more],
    );
    const args = place.provider ? { provider: place.provider, ...note.args } : note.args;
    const at = (this.#isExact ? note.where : undefined) ?? note.at ?? place.key;
    const line = this.#lines && at?.line !== undefined ? { line: at.line } : {};
    const src = this.#lines && at?.src !== undefined ? { src: at.src } : {};
    this.push({ level, key, code, ...(args && { args }), ...line, ...src });
  }

  push(message: Message): void {
    const text = JSON.stringify(message, bigintText);
    if (!this.#byText.has(text)) this.#byText.set(text, message);
  }

  get all(): readonly Message[] {
    return [...this.#byText.values()];
  }
}

function bigintText(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' || (typeof value === 'number' && !Number.isFinite(value))
    ? `${value}n`
    : value;
}
