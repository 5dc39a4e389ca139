import { Composer, LineCounter, Parser } from 'yaml';
import type { CST, Document, Node, YAMLError } from 'yaml';
import { LenientLexer } from './lexer.js';
import { limits } from './limits.js';
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
    const document = firstDocument(text, lines, source);
    const fault = document?.errors.find((error) => !tolerated.has(error.code));
    if (fault && document && isBehindRoot(fault, document, lines))
      return { contents: document.contents as Node, lines };
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

function firstDocument(
  text: string,
  lines: LineCounter,
  source: Source,
): Document.Parsed | undefined {
  const tokens = parsed(text, lines, source);
  for (const document of new Composer(options).compose(tokens, true, text.length)) return document;
  return undefined;
}

/** Does it stand left of the root? That ends the document for libyaml: what follows is never read. */
function isBehindRoot(
  { code, pos }: YAMLError,
  { contents }: Document.Parsed,
  lines: LineCounter,
): boolean {
  if (code !== 'UNEXPECTED_TOKEN' || !contents) return false;
  const [root, fault] = [contents.range[0], pos[0]].map((offset) => lines.linePos(offset));
  return !!root && !!fault && fault.line > root.line && fault.col < root.col;
}

/** Brackets open what the library would descend into recursively. */
const nesting: ReadonlyMap<string, number> = new Map([
  ['[', 1],
  ['{', 1],
  [']', -1],
  ['}', -1],
]);

/** As `Parser.parse`, but it gives up before a text of too many pieces has cost anything. */
function* parsed(text: string, lines: LineCounter, source: Source): Generator<CST.Token> {
  const parser = new Parser(lines.addNewLine);
  lines.addNewLine(0);
  let count = 0;
  let depth = 0;
  for (const lexeme of new LenientLexer().lex(text)) {
    if (++count > limits.lexemes)
      throw refuse('LimitExceeded', 'The file has too many lines or entries.', source);
    depth += nesting.get(lexeme) ?? 0;
    if (depth > limits.depth) throw refuse('LimitExceeded', tooDeep, source);
    yield* parser.next(lexeme);
  }
  yield* parser.end();
}
