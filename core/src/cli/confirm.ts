/** A question before what cannot be undone. */
import { createInterface } from 'node:readline/promises';
import { InputError } from '../contracts/errors.js';
import type { Io } from './io.js';

/** Throws InputError where it is denied, and where nobody is there to be asked. */
export async function confirm(
  io: Pick<Io, 'ask'>,
  { yes }: { readonly yes?: boolean },
  question: string,
  denied = 'Nothing was removed.',
): Promise<void> {
  if (yes === true) return;
  const said = await io.ask?.(`${question} [y/N] `);
  if (said === undefined)
    throw new InputError('TURNPIKE_INPUT_INVALID', `${question} Nobody is there to be asked.`, {
      wayOut: 'Add --yes.',
    });
  if (/^y(es)?$/i.test(said.trim())) return;
  throw new InputError('TURNPIKE_INPUT_INVALID', denied);
}

/** undefined: no terminal at this end. */
export async function askOnTerminal(question: string): Promise<string | undefined> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return undefined;
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await lines.question(question);
  } finally {
    lines.close();
  }
}
