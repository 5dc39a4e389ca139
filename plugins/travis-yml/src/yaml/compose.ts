import { Composer, LineCounter, Parser, type Document, type Node, type YAMLError } from 'yaml';
import { refuse, type Source } from './refuse.js';

export interface Composed {
  readonly contents: Node | null;
  readonly lines: LineCounter;
}

/** Failsafe: every scalar stays text here; `scalar.ts` gives it its value. */
const options = {
  version: '1.1',
  schema: 'failsafe',
  merge: false,
  uniqueKeys: false,
  strict: true,
  logLevel: 'silent',
} as const;

/** What the library reports and libyaml accepts. */
const tolerated: ReadonlySet<YAMLError['code']> = new Set(['BAD_ALIAS', 'TAG_RESOLVE_FAILED']);

/** Syntax tree of the first document of a text; `null` where there is none. */
export function compose(text: string, source: Source): Composed {
  const lines = new LineCounter();
  try {
    const document = firstDocument(text, lines);
    const fault = document?.errors.find((error) => !tolerated.has(error.code));
    if (fault && isOverflow(fault)) throw refuse('LimitExceeded', tooDeep, source);
    if (fault) throw refuse('ParseError', fault.message, source, lines, fault.pos[0]);
    return { contents: (document?.contents ?? null) as Node | null, lines };
  } catch (error) {
    // The library descends recursively: a stack overflow means a nesting of some thousand levels.
    if (error instanceof RangeError) throw refuse('LimitExceeded', tooDeep, source);
    throw error;
  }
}

const tooDeep = 'The file is nested too deeply.';

const isOverflow = ({ message }: YAMLError): boolean => message.includes('call stack');

function firstDocument(text: string, lines: LineCounter): Document.Parsed | undefined {
  const tokens = new Parser(lines.addNewLine).parse(text);
  for (const document of new Composer(options).compose(tokens, true, text.length)) return document;
  return undefined;
}
