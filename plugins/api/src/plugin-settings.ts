/** Settings of repositories and owners that installed plugins declare: which there are, and what each takes. */
import {
  z,
  type InstalledPlugins,
  type JsonValue,
  type PluginManifest,
  type PluginSettings,
} from '@turnpike/sdk';
import {
  jsonSize,
  settingForm,
  settingName,
  settingTitle,
  type SettingSchema,
} from '@turnpike/sdk/platform';
import { wrongParams } from './envelope/failures.js';
import { presentManifests } from './present-manifests.js';

export interface PluginSetting {
  /** `change-freeze.days`. */
  readonly name: string;
  readonly plugin: string;
  /** What the settings of its plugin are called together. */
  readonly group: string;
  readonly title: string;
  readonly schema: SettingSchema;
}

/** A repository is read with all of its settings again and again. */
const MOST_BYTES = 4_096;

/** What was set of those that were unloaded is kept, out of sight. */
export function pluginSettings(
  installed: Pick<InstalledPlugins, 'manifests' | 'scopes'>,
): readonly PluginSetting[] {
  return presentManifests(installed).flatMap(({ id, repositorySettings }) =>
    settingsOf(id, repositorySettings),
  );
}

/** The same of owners. */
export function ownerSettings(
  installed: Pick<InstalledPlugins, 'manifests' | 'scopes'>,
): readonly PluginSetting[] {
  return presentManifests(installed).flatMap((one) => settingsOf(one.id, one.ownerSettings));
}

function settingsOf(
  id: string,
  declared: PluginManifest['ownerSettings'],
): readonly PluginSetting[] {
  const { properties = {}, title = id } = (declared ?? {}) as {
    readonly properties?: Readonly<Record<string, SettingSchema>>;
    readonly title?: string;
  };
  return Object.entries(properties).map(([key, schema]) => ({
    name: settingName(id, key),
    plugin: id,
    group: title,
    title: settingTitle(key, schema),
    schema,
  }));
}

/** What holds: what was set, unless the plugin takes it no longer. */
export function valueOf({ name, schema }: PluginSetting, stored: PluginSettings = {}): JsonValue {
  const isSet = Object.hasOwn(stored, name) && judge(schema, stored[name]).success;
  return (isSet ? stored[name] : schema.default) as JsonValue;
}

/** Throws InputError with what the plugin's schema says. */
export function checkedValue({ name, schema }: PluginSetting, value: unknown): unknown {
  const { success, error } = judge(schema, value);
  if (!success) {
    const told = error.issues.map(({ path, message }) => [...path, message].join(': '));
    throw wrongParams(`${name} cannot be ${shown(value)}: ${told.join('; ')}.`, name);
  }
  if (jsonSize(value, MOST_BYTES) > MOST_BYTES)
    throw wrongParams(`${name} cannot be more than ${MOST_BYTES} bytes.`, name);
  return value;
}

/** undefined is no value: a default would make one of it. */
function judge(schema: SettingSchema, value: unknown) {
  return z.fromJSONSchema((settingForm(schema) ? schema : {}) as never).safeParse(value ?? null);
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}
