import { stripVTControlCharacters } from 'node:util';

/** One step of a log, without the marks that a browser folds and times it by. */
export type LogStep =
  | { readonly kind: 'line'; readonly text: string }
  | { readonly kind: 'fold'; readonly edge: 'start' | 'end'; readonly name: string };

const MARK = /travis_(fold|time):(start|end):([^\r\n]*)\r\u001b\[0K/g;
const COLOR = /\u001b\[[\d;]*m/;

/** Reads a job's log as it comes. A line is told when it has ended. */
export class LogLines {
  readonly #decoder = new TextDecoder();
  readonly #color: boolean;
  #rest = '';

  /** `color`: colours stay; all else that moves a terminal goes: the job is not trusted with it. */
  constructor(color: boolean) {
    this.#color = color;
  }

  read(bytes: Uint8Array): readonly LogStep[] {
    const lines = (this.#rest + this.#decoder.decode(bytes, { stream: true })).split('\n');
    this.#rest = lines.pop() ?? '';
    return lines.flatMap((line) => this.#steps(line));
  }

  /** What has no end of line yet. */
  end(): readonly LogStep[] {
    const line = this.#rest + this.#decoder.decode();
    this.#rest = '';
    return line === '' ? [] : this.#steps(line);
  }

  #steps(line: string): readonly LogStep[] {
    const steps: LogStep[] = [];
    let from = 0;
    for (const mark of line.matchAll(MARK)) {
      steps.push(...this.#shown(line.slice(from, mark.index), true));
      const [whole, kind, edge, name = ''] = mark;
      if (kind === 'fold' && (edge === 'start' || edge === 'end'))
        steps.push({ kind: 'fold', edge, name: stripVTControlCharacters(name) });
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
