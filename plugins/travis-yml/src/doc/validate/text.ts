import type { KeyChoice, StringNode } from '@turnpike/sdk';
import { conditionFault } from '../../conditions/check.js';
import { inertValue } from '../../hints/inert.js';
import { takesExtensions } from '../../schema/extensions.js';
import { scalarText, type DocScalar, type Note } from '../doc.js';
import type { Place } from '../place.js';
import { unsupportedBy } from '../support.js';
import { absent, type Validated, type Validation } from './validation.js';

/** Format, allowed values, variables of templates, conditions. */
export function validateText(
  schema: StringNode,
  doc: Doc,
  place: Place,
  context: Validation,
): Validated {
  const text = scalarText(doc);
  const faults = [
    formatFault(schema, text),
    valueFault(schema, text),
    badCondition(place, text, context),
  ];
  const found = faults.filter((note) => note !== undefined);
  for (const note of [...found, ...remarks(schema, text, place, context)])
    context.messages.add(place, note);
  return found.length && context.options.drop ? absent : text;
}

type Doc = DocScalar;

function formatFault({ format }: StringNode, value: string): Note | undefined {
  if (format === undefined || new RegExp(format, 'm').test(value)) return undefined;
  return { level: 'error', code: 'invalid_format', args: { format, value } };
}

function valueFault(schema: StringNode, value: string): Note | undefined {
  if (!schema.values || value === '' || choiceOf(schema, value)) return undefined;
  return { level: 'error', code: 'unknown_value', args: { value } };
}

function choiceOf({ values, ignore_case }: StringNode, text: string): KeyChoice | undefined {
  const wanted = ignore_case ? text.toLowerCase() : text;
  return values?.find(
    ({ value }) => (ignore_case ? String(value).toLowerCase() : value) === wanted,
  );
}

function badCondition(place: Place, condition: string, context: Validation): Note | undefined {
  if (!place.isCondition) return undefined;
  const version = context.facts.get('conditions')[0] ?? 'v1';
  const fault = conditionFault(condition, version, takesExtensions(context.root));
  if (!fault) return undefined;
  return { level: 'error', code: 'invalid_condition', args: { condition, message: fault.message } };
}

function remarks(schema: StringNode, text: string, place: Place, context: Validation): Note[] {
  const choice = choiceOf(schema, text);
  const notes = (schema.vars ? unknownVars(schema.vars, text) : []).slice();
  if (choice?.deprecated)
    notes.push({
      level: 'warn',
      code: 'deprecated_value',
      args: { value: text, info: choice.deprecated },
    });
  if (choice?.inert && context.options.hints)
    notes.push(inertValue(place.names.at(-1) ?? '', text, choice.inert));
  const by = choice && context.options.support ? unsupportedBy(choice, context.facts) : undefined;
  if (by) {
    const key = place.names.at(-1) ?? '';
    const args = { on_key: by.key, on_value: by.value, key, value: text };
    notes.push({ level: 'warn', code: 'unsupported', args });
  }
  return notes;
}

function unknownVars(vars: readonly string[], text: string): Note[] {
  const unknown = variablesIn(text).filter((name) => !vars.includes(name));
  return unknown.map((name) => ({ level: 'warn', code: 'unknown_var', args: { var: name } }));
}

/** Names in `%{…}`, each within one line. In one pass: a pattern would look to the end for each. */
function variablesIn(text: string): string[] {
  const names: string[] = [];
  for (let at = text.indexOf('%{'); at >= 0; at = text.indexOf('%{', at)) {
    const end = text.indexOf('}', at);
    if (end < 0) break;
    const line = text.indexOf('\n', at);
    const isWhole = line < 0 || line > end;
    if (isWhole) names.push(text.slice(at + 2, end));
    at = isWhole ? end : line;
  }
  return names;
}
