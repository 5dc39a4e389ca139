import { brokenText } from './broken-text.js';
import { compose } from './compose.js';
import { limits } from './limits.js';
import type { Finding, RawMap } from './raw.js';
import { refuse, type Source } from './refuse.js';
import { Reviver } from './revive.js';
import { prepareText } from './text.js';
import { spendText } from '../thread/fuse.js';

export interface ReadResult {
  readonly root: RawMap;
  readonly findings: readonly Finding[];
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
  spendText(input.length);
  const text = prepareText(input);
  const { contents, lines, unread } = compose(text, source);
  const reviver = new Reviver(lines, source, text);
  const root = contents === null ? emptyMap : reviver.revive(contents, top, 0);
  if (root.kind === 'scalar' && (root.value === null || root.value === ''))
    return { root: emptyMap, findings: brokenText(input, src) };
  if (root.kind !== 'map')
    throw refuse('InvalidConfigFormat', 'The top level of a configuration must be a map.', source);
  if (unread !== undefined) reviver.leaveOut('ignored_text', {}, unread, []);
  return { root, findings: [...brokenText(input, src), ...reviver.findings] };
}

const emptyMap: RawMap = { kind: 'map', entries: [] };
const top = { names: [] };
