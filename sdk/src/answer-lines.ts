import type { CliIo } from '@turnpike/core/contracts';

/** Some readers take these for the end of a line; within JSON they may be written as escapes. */
const LINE_ENDS = /[\u0085\u2028\u2029]/g;
const NEWLINE = '\n';

/**
 * For a command with `--jsonl`: answers every line of standard input that is not blank with one line, in order,
 * until its end. Lines end in a line feed only (JSON may hold any other separator of Unicode as it is), answers are
 * JSON texts without one. Answers the exit code 0.
 * @experimental
 */
export async function answerLines(
  io: Pick<CliIo, 'stdin' | 'out'>,
  answer: (line: string) => string | Promise<string>,
): Promise<number> {
  for await (const line of linesOf(io.stdin)) {
    if (line.trim() === '') continue;
    const text = await answer(line);
    io.out(`${text.replace(LINE_ENDS, escaped)}\n`);
  }
  return 0;
}

const escaped = (char: string): string => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;

async function* linesOf(bytes: AsyncIterable<Uint8Array>): AsyncIterable<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of bytes) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split(NEWLINE);
    rest = lines.pop() ?? '';
    yield* lines;
  }
  yield rest + decoder.decode();
}
