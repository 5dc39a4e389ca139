import { InputError } from '@turnpike/sdk';
import { readFile } from 'node:fs/promises';
import { parseEnv } from 'node:util';

/** Values that the server would have added. None is shown in a log. */
export interface GivenValues {
  readonly variables: ReadonlyMap<string, string>;
  /** Encrypted values of the configuration, by their path: `addons.sonarcloud.token`. */
  readonly byPath: ReadonlyMap<string, string>;
}

const VARIABLE = /^[a-z_]\w*$/i;
const PATH = /^[a-z_][\w-]*(?:\.[\w-]+)+$/i;

/** Reads `NAME=value` lines; quotes, comments and `export` as shells and dotenv have them. Throws InputError. */
export async function readEnvFile(file: string | undefined): Promise<GivenValues> {
  const all = file === undefined ? {} : parseEnv(await read(file));
  const entries = Object.entries(all).map(([name, value]) => [name, value ?? ''] as const);
  const strange = entries.find(([name]) => !VARIABLE.test(name) && !PATH.test(name));
  if (file !== undefined && strange) throw wrongName(file, strange[0]);
  return {
    variables: new Map(entries.filter(([name]) => VARIABLE.test(name))),
    byPath: new Map(entries.filter(([name]) => PATH.test(name))),
  };
}

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const wayOut = 'Name a file with a NAME=value a line.';
    const message = `${file} cannot be read.`;
    throw new InputError('TURNPIKE_INPUT_INVALID', message, { file, wayOut }, error);
  }
}

/** The text may be a secret that was written in the wrong place: it is not repeated. */
function wrongName(file: string, name: string): InputError {
  return new InputError('TURNPIKE_INPUT_INVALID', 'A line names no variable.', {
    file,
    ...(name.length < 30 ? { key: name } : {}),
    wayOut: 'Write NAME=value, or the path of an encrypted value: deploy.api_key=value.',
  });
}
