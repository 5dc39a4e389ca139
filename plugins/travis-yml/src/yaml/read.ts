import { compose } from './compose.js';
import { limits } from './limits.js';
import type { Duplicate, RawMap } from './raw.js';
import { refuse, type Source } from './refuse.js';
import { Reviver } from './revive.js';
import { prepareText } from './text.js';

export interface ReadResult {
  readonly root: RawMap;
  readonly duplicates: readonly Duplicate[];
}

/**
 * Reads one source as Travis's parser does. `src` names it in messages. Throws ConfigError:
 * ParseError, InvalidConfigFormat where the top is no map, DisallowedClass for dates and Ruby
 * objects, LimitExceeded.
 */
export function readYaml(input: string, src?: string): ReadResult {
  const source: Source = src === undefined ? {} : { file: src };
  if (input.length > limits.size)
    throw refuse('LimitExceeded', `The file is larger than ${limits.size} characters.`, source);
  if (marksIn(input) > limits.marks)
    throw refuse('LimitExceeded', 'The file has too many lines or entries.', source);
  const text = prepareText(input);
  const { contents, lines } = compose(text, source);
  const reviver = new Reviver(lines, source, text);
  const root = contents === null ? emptyMap : reviver.revive(contents, top, 0);
  if (root.kind === 'scalar' && (root.value === null || root.value === ''))
    return { root: emptyMap, duplicates: [] };
  if (root.kind !== 'map')
    throw refuse('InvalidConfigFormat', 'The top level of a configuration must be a map.', source);
  return { root, duplicates: reviver.duplicates };
}

function marksIn(text: string): number {
  let marks = 0;
  for (let at = 0; at < text.length; at++) if (isMark(text.charCodeAt(at))) marks++;
  return marks;
}

const isMark = (code: number): boolean => code === 10 || code === 44 || code === 91 || code === 123;

const emptyMap: RawMap = { kind: 'map', entries: [] };
const top = { names: [] };
