import { LogLines, type LogStep } from './log-lines.js';
import type { Screen } from './screen.js';

/** `The command "x" exited with 1.`, `… failed and exited with 2 during install.` */
const FAILED = /^The command ".*" (?:failed and )?exited with (?!0\b)\d/s;

interface Fold {
  readonly name: string;
  readonly began: number;
  readonly lines: string[];
}

/** Prints one job's log: whole, or with its folds closed to a line each, but for one that fails. */
export class JobPrinter {
  readonly #log: LogLines;
  readonly #screen: Screen;
  readonly #prefix: string;
  readonly #folded: boolean;
  #open: Fold | undefined;
  /** Closed already; it is shown when what comes next tells of a failure. */
  #last: Fold | undefined;

  constructor(options: {
    readonly screen: Screen;
    readonly prefix: string;
    readonly folded: boolean;
    readonly color: boolean;
  }) {
    this.#log = new LogLines(options.color);
    this.#screen = options.screen;
    this.#prefix = options.prefix;
    this.#folded = options.folded;
  }

  write(bytes: Uint8Array): void {
    for (const step of this.#log.read(bytes)) this.#take(step);
  }

  /** `hasFailed`: a fold that did not end holds the reason. */
  end(hasFailed: boolean): void {
    for (const step of this.#log.end()) this.#take(step);
    if (this.#open) this.#close(hasFailed);
  }

  #take(step: LogStep): void {
    if (step.kind === 'fold') return this.#fold(step.edge, step.name);
    if (this.#open && !FAILED.test(step.text)) {
      this.#open.lines.push(step.text);
      return this.#screen.live(`${this.#prefix}▸ ${this.#open.name}  ${step.text}`);
    }
    if (FAILED.test(step.text)) this.#reveal();
    if (step.text.trim() !== '') this.#last = undefined;
    this.#print(step.text);
  }

  #fold(edge: 'start' | 'end', name: string): void {
    if (!this.#folded) return;
    if (edge === 'end') {
      if (this.#open?.name === name) this.#close(false);
    } else if (!this.#open) {
      this.#open = { name, began: performance.now(), lines: [] };
      this.#screen.live(`${this.#prefix}▸ ${name}`);
    }
  }

  #close(isShown: boolean): void {
    const fold = this.#open;
    this.#open = undefined;
    if (!fold) return;
    const seconds = ((performance.now() - fold.began) / 1000).toFixed(1);
    this.#print(this.#screen.dim(`▸ ${fold.name}  ${fold.lines.length} lines, ${seconds} s`));
    if (isShown) for (const line of fold.lines) this.#print(line);
    else this.#last = fold;
  }

  #reveal(): void {
    if (this.#open) this.#close(true);
    else for (const line of this.#last?.lines ?? []) this.#print(line);
    this.#last = undefined;
  }

  #print(text: string): void {
    this.#screen.line(this.#prefix + text);
  }
}
