import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import {
  isMap as isYamlMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Document,
} from 'yaml';
import { ConfigError, type TurnpikeError } from '../contracts/errors.js';
import { isMap, valueAt, type Layer, type Values } from './layer.js';

export interface YamlLayer {
  readonly layer: Layer | undefined;
  readonly problems: readonly TurnpikeError[];
}

/** Reads one file. `shownAs` is the name in messages. A missing file is a problem unless `optional`. */
export function yamlLayer(
  file: string,
  shownAs: string,
  settings: { readonly optional?: boolean } = {},
): YamlLayer {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (settings.optional === true && (error as NodeJS.ErrnoException).code === 'ENOENT') {
      return { layer: undefined, problems: [] };
    }
    return { layer: undefined, problems: [unreadable(shownAs, error)] };
  }
  return parseLayer(text, file, shownAs);
}

function unreadable(file: string, cause: unknown): TurnpikeError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new ConfigError(
    'TURNPIKE_CONFIG_UNREADABLE',
    `${file} cannot be read: ${why}`,
    { file, wayOut: 'Check the path and the rights of the file.' },
    cause,
  );
}

/** The same for a text. Paths in `plugins` are made absolute: they are relative to the file. */
function parseLayer(text: string, file: string, shownAs: string): YamlLayer {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  // One for each line: the parser often stumbles over one fault twice.
  const faults = new Map(document.errors.map((error) => [lines.linePos(error.pos[0]).line, error]));
  const problems = [...faults.values()].map((error) =>
    syntaxError(shownAs, error.message, lines.linePos(error.pos[0])),
  );
  if (problems.length > 0) return { layer: undefined, problems };
  const values: unknown = document.toJS() ?? {};
  if (!isMap(values)) {
    const problem = syntaxError(shownAs, 'The file must hold a map of keys.', { line: 1, col: 1 });
    return { layer: undefined, problems: [problem] };
  }
  const layer: Layer = {
    values: absolutePlugins(values, dirname(file)),
    origin: (path) => {
      if (valueAt(values, path) === undefined && itemAt(values, path) === undefined)
        return undefined;
      const line = lineOf(document, path, lines);
      return { layer: 'file', source: shownAs, ...(line === undefined ? {} : { line }) };
    },
  };
  return { layer, problems: [] };
}

function syntaxError(
  file: string,
  message: string,
  at: { readonly line: number; readonly col: number },
): TurnpikeError {
  const [first = message] = message.split('\n');
  return new ConfigError('TURNPIKE_CONFIG_UNREADABLE', first, {
    file,
    line: at.line,
    column: at.col,
    wayOut: 'Correct the YAML.',
  });
}

/** An entry of a list, whose index ends the path. */
function itemAt(values: Values, path: readonly string[]): unknown {
  const list = valueAt(values, path.slice(0, -1));
  return Array.isArray(list) ? (list as unknown[])[Number(path.at(-1))] : undefined;
}

function lineOf(
  document: Document.Parsed,
  path: readonly string[],
  lines: LineCounter,
): number | undefined {
  let node: unknown = document.contents;
  let start: number | undefined;
  for (const key of path) {
    if (isSeq(node)) {
      const item = node.items[Number(key)];
      start = isNode(item) ? (item.range?.[0] ?? start) : start;
      node = item;
      continue;
    }
    if (!isYamlMap(node)) break;
    const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === key);
    if (!pair) break;
    start = (pair.key as { range?: readonly number[] | null }).range?.[0] ?? start;
    node = pair.value;
  }
  return start === undefined ? undefined : lines.linePos(start).line;
}

function absolutePlugins(values: Values, folder: string): Values {
  if (!Array.isArray(values['plugins'])) return values;
  const absolute = (spec: unknown) =>
    typeof spec === 'string' && /^\.\.?\//.test(spec) ? resolve(folder, spec) : spec;
  return { ...values, plugins: values['plugins'].map(absolute) };
}
