/** Settings of repositories that plugins declare: how a form, a command and the API see one. Runs in browsers too. */

/** The part of JSON Schema that a declared setting may use. @experimental */
export interface SettingSchema {
  /** As JSON Schema names it; a list: any of them. */
  readonly type?: string | readonly string[];
  /** Label of its field. */
  readonly title?: string;
  /** What it does, below its field. */
  readonly description?: string;
  /** Of repositories that say nothing. */
  readonly default?: unknown;
  /** Words that it may be. */
  readonly enum?: readonly unknown[];
  /** The one value that it may be: nothing to choose. */
  readonly const?: unknown;
  /** Of a list: what its entries are. */
  readonly items?: SettingSchema;
  /** What it may be instead, or null. */
  readonly anyOf?: readonly SettingSchema[];
  /** Least number. */
  readonly minimum?: number;
  /** Greatest number. */
  readonly maximum?: number;
  /** Most characters. */
  readonly maxLength?: number;
}

/** `flag` a switch, `choice` one of words, `choices` some of words, `list` texts. @experimental */
export type SettingKind = 'flag' | 'number' | 'text' | 'choice' | 'choices' | 'list';
/** What a field for a setting needs. @experimental */
export interface SettingForm {
  /** Which control it gets. */
  readonly kind: SettingKind;
  /** May it be null, which is shown as empty? */
  readonly nullable: boolean;
  /** Of `choice` and `choices`; else empty. */
  readonly choices: readonly string[];
  /** Without `null` beside it: limits of numbers and texts. */
  readonly schema: SettingSchema;
}

/** undefined: no field can be made of it. @experimental */
export function settingForm(schema: SettingSchema): SettingForm | undefined {
  const { anyOf, type } = schema;
  if (Array.isArray(type)) return ofTypes(schema, type as readonly string[]);
  if (!anyOf) return formOf(schema, false);
  const [only, ...more] = anyOf.filter(({ type }) => type !== 'null');
  if (!only || more.length > 0 || only.anyOf) return undefined;
  return formOf(only, anyOf.length > 1);
}

/** `["string", "null"]`, as a short form of alternatives. */
function ofTypes(schema: SettingSchema, types: readonly string[]): SettingForm | undefined {
  const [only, ...more] = types.filter((type) => type !== 'null');
  if (only === undefined || more.length > 0) return undefined;
  return formOf({ ...schema, type: only }, types.includes('null'));
}

function formOf(schema: SettingSchema, nullable: boolean): SettingForm | undefined {
  const kind = kindOf(schema);
  if (!kind) return undefined;
  const words = kind === 'choices' ? schema.items?.enum : schema.enum;
  return { kind, nullable, choices: (words ?? []).map(String), schema };
}

function kindOf({ type, enum: words, items, const: only }: SettingSchema): SettingKind | undefined {
  if (only !== undefined) return undefined;
  switch (type) {
    case 'boolean':
      return 'flag';
    case 'number':
    case 'integer':
      return words ? undefined : 'number';
    case 'string':
      return words ? 'choice' : 'text';
    case 'array':
      if (items?.type !== 'string') return undefined;
      return items.enum ? 'choices' : 'list';
    default:
      return undefined;
  }
}

/** Its name among the settings of a repository: `change-freeze.days`. @experimental */
export function settingName(plugin: string, key: string): string {
  return `${plugin}.${key}`;
}

/** `days_off` → `Days off`: the label of a setting without a title. @experimental */
export function settingTitle(key: string, { title }: SettingSchema): string {
  if (title) return title;
  const words = key.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
