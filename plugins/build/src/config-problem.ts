import type { ScriptNode } from '@turnpike/sdk';

/** The config is wrong in a way that only compiling shows. Caught by the compiler, which prints it to the log. */
export class ConfigProblem extends Error {
  /** Path of the documentation page that helps. */
  readonly docPath: string;

  constructor(message: string, docPath = '') {
    super(message);
    this.docPath = docPath;
  }
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
