/** `--set key=value`. */
import { ConfigError, type TurnpikeError } from '../contracts/errors.js';
import { castText } from './cast-text.js';
import { schemaAt, type KeySchema } from './json-schema.js';
import { assignedLayer, type Layer } from './layer.js';

export function argumentLayer(
  assignments: readonly string[],
  schema: KeySchema,
): { readonly layer: Layer; readonly problems: readonly TurnpikeError[] } {
  const problems: TurnpikeError[] = [];
  const parsed = assignments.flatMap((text) => {
    const at = text.indexOf('=');
    if (at < 1) {
      problems.push(malformed(text));
      return [];
    }
    const path = text.slice(0, at).trim().split('.');
    const value = castText(text.slice(at + 1), schemaAt(schema, path) ?? {});
    return [
      { path, value, origin: { layer: 'argument', source: `--set ${path.join('.')}` } as const },
    ];
  });
  return { layer: assignedLayer(parsed), problems };
}

function malformed(text: string): TurnpikeError {
  return new ConfigError('TURNPIKE_CONFIG_INVALID', `--set ${text} has no value.`, {
    key: text,
    wayOut: 'Write --set key=value, such as --set http.port=8080.',
  });
}
