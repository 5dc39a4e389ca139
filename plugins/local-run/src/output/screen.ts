import { stripVTControlCharacters } from 'node:util';
import { cutText } from '@turnpike/sdk';

const CODES = { dim: 2, red: 31, green: 32, yellow: 33, gray: 90, bold: 1 } as const;
export type Style = keyof typeof CODES;

/** Where a run is shown: lines that stay, and on a terminal one below them that changes. */
export interface Screen {
  line(text: string): void;
  /** Replaces the changing line; without a terminal nothing. */
  live(text: string): void;
  dim(text: string): string;
  paint(style: Style, text: string): string;
}

export function createScreen(options: {
  readonly write: (text: string) => void;
  readonly isTerminal: boolean;
  readonly width: () => number;
}): Screen {
  const { write, isTerminal, width } = options;
  let isLive = false;
  const paint = (style: Style, text: string): string =>
    isTerminal ? `\u001b[${CODES[style]}m${text}\u001b[0m` : text;
  const erase = (): string => (isLive ? '\r\u001b[2K' : '');
  return {
    line(text) {
      // A job's colours end with its line.
      write(`${erase()}${text}${isTerminal ? '\u001b[0m' : ''}\n`);
      isLive = false;
    },
    live(text) {
      if (!isTerminal) return;
      const plain = cutText(stripVTControlCharacters(text), Math.max(10, width() - 1));
      write(`${erase()}${paint('dim', plain)}`);
      isLive = true;
    },
    paint,
    dim: (text) => paint('dim', text),
  };
}
