import { Composer, LineCounter, Parser } from 'yaml';
import type { CST, Document, Node, YAMLError } from 'yaml';
import { faultOf, type Traces } from './faults.js';
import { LenientLexer } from './lexer.js';
import { limits } from './limits.js';
import { refuse, type Source } from './refuse.js';

export interface Composed {
  readonly contents: Node | null;
  readonly lines: LineCounter;
  /** Where what is never read begins: a second document, or a text behind the root. */
  readonly unread?: number;
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

/** For libyaml a comment may follow a quote, a bracket or the header of a block without a space. */
const isTolerated = ({ code, message }: YAMLError): boolean =>
  tolerated.has(code) || (code === 'MISSING_CHAR' && message.startsWith('Comments must be'));

/** Syntax tree of the first document of a text; `null` where there is none. */
export function compose(text: string, source: Source): Composed {
  const lines = new LineCounter();
  const seen: Traces = { quotes: [], open: [] };
  try {
    const document = firstDocument(text, lines, source, seen);
    const fault = document?.errors.find((error) => !isTolerated(error));
    if (fault && document && isBehindRoot(fault, document, lines))
      return { contents: document.contents as Node, lines, unread: fault.pos[0] };
    if (fault && isOverflow(fault)) throw refuse('LimitExceeded', tooDeep, source);
    if (fault) {
      const found = faultOf(fault, text, seen);
      throw refuse('ParseError', found.text, source, lines, found.offset);
    }
    const unread = secondDocument(text, document);
    const contents = (document?.contents ?? null) as Node | null;
    return { contents, lines, ...(unread !== undefined && { unread }) };
  } catch (error) {
    // The library descends recursively: a stack overflow means a nesting of some thousand levels.
    if (error instanceof RangeError) throw refuse('LimitExceeded', tooDeep, source);
    throw error;
  }
}

/** Where a second document with something in it begins. */
function secondDocument(text: string, document: Document.Parsed | undefined): number | undefined {
  const end = document?.range?.[2] ?? text.length;
  const next = /^(?:---|\.\.\.)(?:\s[^]*)?$/m.exec(text.slice(end));
  if (!next || !document?.contents) return undefined;
  return /^(?!---|\.\.\.|\s*(?:#|$))/m.test(next[0]) ? end + next.index : undefined;
}

const tooDeep = 'The file is nested too deeply.';

const isOverflow = ({ message }: YAMLError): boolean => message.includes('call stack');

function firstDocument(
  text: string,
  lines: LineCounter,
  source: Source,
  seen: Traces,
): Document.Parsed | undefined {
  const tokens = parsed(text, lines, source, seen);
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

/** Lexemes that are no part of the text. */
const marks: ReadonlySet<string> = new Set(['\u0002', '\u0018', '\u001f']);

function trace(lexeme: string, at: number, { quotes, open }: Traces): void {
  const step = nesting.get(lexeme);
  if (step === 1) open.push(at);
  else if (step === -1) open.pop();
  else if ((lexeme[0] === '"' || lexeme[0] === "'") && lexeme.includes('\n'))
    quotes.push([at, at + lexeme.length]);
}

/** As `Parser.parse`, but it gives up before a text of too many pieces has cost anything. */
function* parsed(
  text: string,
  lines: LineCounter,
  source: Source,
  seen: Traces,
): Generator<CST.Token> {
  const parser = new Parser(lines.addNewLine);
  lines.addNewLine(0);
  let count = 0;
  let depth = 0;
  let at = 0;
  for (const lexeme of new LenientLexer().lex(text)) {
    if (++count > limits.lexemes)
      throw refuse('LimitExceeded', 'The file has too many lines or entries.', source);
    depth += nesting.get(lexeme) ?? 0;
    trace(lexeme, at, seen);
    if (!marks.has(lexeme)) at += lexeme.length;
    if (depth > limits.depth) throw refuse('LimitExceeded', tooDeep, source);
    yield* parser.next(lexeme);
  }
  yield* parser.end();
}
