/** Settings of repositories that a plugin declares: read for its functions, and as plain data for the manifest. */
import type { z } from 'zod';
import { keySchema } from '../config/json-schema.js';
import type { PluginSettings } from '../contracts/domain.js';
import type { HasOwnerSettings, HasPluginSettings } from '../contracts/plugin.js';
import { settingName } from '../contracts/setting-form.js';
import { isObject } from './faults/fault.js';

type Shape = Readonly<Record<string, z.ZodType>>;

/** The fields of a `z.object`, of any copy of zod; undefined: it is something else. */
export function shapeOf(schema: unknown): Shape | undefined {
  const shape = isObject(schema) ? schema['shape'] : undefined;
  return isObject(shape) ? (shape as Shape) : undefined;
}

/** JSON Schema; null: it declares none that could be shown. */
export function plainSettings(schema: unknown): unknown {
  return shapeOf(schema) === undefined ? null : keySchema(schema as z.ZodType);
}

export const repositorySettingsReader = (plugin: string, schema: unknown) =>
  settingsReader(plugin, schema, storedIn);
export const ownerSettingsReader = (plugin: string, schema: unknown) =>
  settingsReader(plugin, schema, storedOfOwner);

/** Each by itself: one value that no longer fits takes no other with it. */
function settingsReader<Of>(plugin: string, schema: unknown, find: (of: Of) => PluginSettings) {
  const fields = Object.entries(shapeOf(schema) ?? {});
  return (of: Of): unknown => {
    const stored = find(of);
    const values = fields.map(([key, field]) => {
      const { success, data } = field.safeParse(stored[settingName(plugin, key)]);
      return [key, success ? data : field.parse(undefined)] as const;
    });
    return Object.fromEntries(values);
  };
}

function storedIn(of: HasPluginSettings): PluginSettings {
  if ('pluginSettings' in of) return of.pluginSettings ?? {};
  return ('turnpike' in of ? of.turnpike?.plugin_settings : undefined) ?? {};
}

function storedOfOwner(of: HasOwnerSettings): PluginSettings {
  if ('ownerSettings' in of) return of.ownerSettings ?? {};
  return ('turnpike' in of ? of.turnpike?.owner_settings : undefined) ?? {};
}
