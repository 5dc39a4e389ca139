import type { ScriptNode } from '@turnpike/sdk';
import { echoText } from '@turnpike/sdk/shell';

/** The config is wrong in a way that only compiling shows. Caught by the compiler, which prints it to the log. */
export class ConfigProblem extends Error {
  /** Path of the documentation page that helps. */
  readonly docPath: string;
  /** Of the message that callers get. */
  readonly code: 'config_error' | 'config_unforeseen';

  constructor(message: string, docPath = '', options: ProblemOptions = {}) {
    super(message, options);
    this.docPath = docPath;
    this.code = options.code ?? 'config_error';
  }
}

interface ProblemOptions extends ErrorOptions {
  readonly code?: ConfigProblem['code'];
}

/**
 * What a builder did not expect. The job ends as with any wrong config, for to
 * run it again would fail again; the cause stays for whoever mends the builder.
 */
export function unforeseen(cause: unknown): ConfigProblem {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new ConfigProblem(
    `The configuration has a part that was not foreseen: ${echoText(reason)}`,
    '',
    { cause, code: 'config_unforeseen' },
  );
}

const docs = 'https://docs.travis-ci.com';

/** The nodes of a script that only says what is wrong. */
export function problemNodes(problem: {
  readonly message: string;
  readonly docPath: string;
}): ScriptNode[] {
  const lines = [
    '',
    'There was an error in the .travis.yml file from which we could not recover.\n',
    problem.message,
    '',
    `Please review ${docs}${problem.docPath}`,
  ];
  const echoes = lines.map((line): ScriptNode => ({ type: 'echo', text: line, ansi: 'red' }));
  return [...echoes, { type: 'raw', text: 'exit 2' }];
}
