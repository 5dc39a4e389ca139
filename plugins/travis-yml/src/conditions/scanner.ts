/** Reads a text from the left, one pattern at a time. Patterns must be sticky. */
export class Scanner {
  readonly text: string;
  #at = 0;

  constructor(text: string) {
    this.text = text;
  }

  get position(): number {
    return this.#at;
  }

  get atEnd(): boolean {
    return this.#at >= this.text.length;
  }

  /** Takes what the pattern matches here: its first group, else the whole. */
  scan(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.text);
    if (!match) return undefined;
    this.#at = pattern.lastIndex;
    return match[1] ?? match[0];
  }

  skipSpace(): void {
    this.scan(/\s*/y);
  }

  sees(char: string): boolean {
    return this.text[this.#at] === char;
  }
}
