import { stripVTControlCharacters } from 'node:util';

/** One step of a log, without the marks that a browser folds and times it by. */
export type LogStep =
  | { readonly kind: 'line'; readonly text: string }
  | { readonly kind: 'fold'; readonly edge: 'start' | 'end'; readonly name: string };

/** Anything else that looks like one is only mentioned. */
const MARK =
  /travis_(fold|time):(start|end):([\w.:-]{1,256}(?::start=\d+,finish=\d+,duration=\d+(?:,event=[\w.:-]*)?)?)\r(\u001b\[0K)?/g;
const COLOR = /\u001b\[[\d;]*m/;

/** Reads a job's log as it comes. A line is told when it has ended. */
export class LogLines {
  readonly #decoder = new TextDecoder();
  readonly #color: boolean;
  /** What has no end of line yet, in the pieces that it came in: a long line is joined once. */
  #rest: string[] = [];

  /** `color`: colours stay; all else that moves a terminal goes: the job is not trusted with it. */
  constructor(color: boolean) {
    this.#color = color;
  }

  read(bytes: Uint8Array): readonly LogStep[] {
    const lines = this.#decoder.decode(bytes, { stream: true }).split('\n');
    const rest = lines.pop() ?? '';
    if (lines.length > 0) lines[0] = this.#taken() + (lines[0] ?? '');
    this.#rest.push(rest);
    return lines.flatMap((line) => this.#steps(line));
  }

  /** What has no end of line yet. */
  end(): readonly LogStep[] {
    const line = this.#taken() + this.#decoder.decode();
    return line === '' ? [] : this.#steps(line);
  }

  #taken(): string {
    const rest = this.#rest.join('');
    this.#rest = [];
    return rest;
  }

  #steps(line: string): readonly LogStep[] {
    const steps: LogStep[] = [];
    let from = 0;
    for (const mark of line.matchAll(MARK)) {
      const [whole, kind, edge, name = '', clear] = mark;
      // Behind text only what clears the line too is a mark.
      if (mark.index > from && clear === undefined) continue;
      steps.push(...this.#shown(line.slice(from, mark.index), true));
      if (kind === 'fold' && (edge === 'start' || edge === 'end'))
        steps.push({ kind: 'fold', edge, name });
      from = mark.index + whole.length;
    }
    return [...steps, ...this.#shown(line.slice(from), from > 0)];
  }

  /** A line that only carried marks is none. */
  #shown(raw: string, isPiece: boolean): readonly LogStep[] {
    const text = this.#clean(overwritten(raw));
    return isPiece && text.trim() === '' ? [] : [{ kind: 'line', text }];
  }

  #clean(text: string): string {
    const parts = text.split(new RegExp(`(${COLOR.source})`));
    return parts
      .map((part) => {
        if (COLOR.test(part)) return this.#color ? part : '';
        // eslint-disable-next-line no-control-regex
        return stripVTControlCharacters(part).replace(
          /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g,
          '',
        );
      })
      .join('');
  }
}

/** What a terminal would show in the end of a line that was written over: progress bars. */
function overwritten(raw: string): string {
  const states = raw.split('\r').filter((state) => stripVTControlCharacters(state).trim() !== '');
  return states.at(-1) ?? '';
}
