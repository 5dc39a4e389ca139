/** The whole configuration: merged, checked, and able to tell where each value came from. */
import type { z } from 'zod';
import { coreConfig, type CoreConfig } from '../contracts/config.js';
import type { TurnpikeError } from '../contracts/errors.js';
import { checkValues } from './check-values.js';
import { keySchema, type KeySchema } from './json-schema.js';
import { mergeValues, originOfItem, type Layer, type Origin, type Values } from './layer.js';
import type { ConfigSources } from './sources.js';

/** A plugin's keys; they stand at the top level under its id. */
export interface ConfigSection {
  readonly id: string;
  readonly schema: z.ZodType | undefined;
  /** Runs in this process: only then must required keys be there. */
  readonly running: boolean;
}

export interface Configuration {
  readonly core: CoreConfig;
  /** Parsed configuration of a running plugin. */
  section(id: string): unknown;
  readonly layers: readonly Layer[];
  readonly schema: KeySchema;
  readonly values: Values;
  /** All at once, with file and line. `core` and sections are only whole where this is empty. */
  readonly problems: readonly TurnpikeError[];
  readonly unknownVariables: readonly string[];
}

/** What must be known before plugins are loaded: which ones. Other keys are not judged yet. */
export function peekPlugins(sources: ConfigSources): {
  readonly plugins: readonly string[];
  readonly run: CoreConfig['run'];
  /** As configured: where added plugins are. */
  readonly folders: Pick<CoreConfig, 'dataDir' | 'pluginsDir'>;
  /** Which of them run in processes of their own, and within which limits. */
  readonly isolation: CoreConfig['isolation'];
  readonly host: CoreConfig['host'];
  /** Paths that hold secrets, as configured. */
  readonly secretFiles: readonly string[];
  /** Where an entry of `plugins` stands. */
  originOfPlugin(spec: string): Origin | undefined;
} {
  const { layers } = sources.layers(keySchema(coreConfig));
  const values = mergeLayers(layers);
  const plugins = coreConfig.shape.plugins.safeParse(values['plugins']);
  const run = coreConfig.shape.run.safeParse(values['run']);
  const { dataDir, pluginsDir, isolation, host, keyFile, signingKeyFile } = coreConfig.shape;
  return {
    plugins: plugins.data ?? [],
    run: run.data ?? 'all',
    folders: {
      dataDir: dataDir.safeParse(values['dataDir']).data ?? dataDir.parse(undefined),
      pluginsDir: pluginsDir.safeParse(values['pluginsDir']).data,
    },
    isolation: isolation.safeParse(values['isolation']).data ?? 'none',
    host: host.safeParse(values['host']).data ?? host.parse(undefined),
    secretFiles: [
      keyFile.safeParse(values['keyFile']).data,
      signingKeyFile.safeParse(values['signingKeyFile']).data,
    ].filter((path) => path !== undefined),
    originOfPlugin: (spec) => originOfItem(layers, ['plugins'], spec),
  };
}

export function resolveConfig(
  sources: ConfigSources,
  sections: readonly ConfigSection[],
): Configuration {
  const schema = wholeSchema(sections);
  const { layers, unknownVariables, problems } = sources.layers(schema);
  const values = mergeLayers(layers);
  const checked = checkValues(values, layers, schema, sections);
  return {
    core: checked.core,
    section: (id) => checked.sections.get(id),
    layers,
    schema,
    values,
    problems: [...sources.problems, ...problems, ...checked.problems],
    unknownVariables,
  };
}

function mergeLayers(layers: readonly Layer[]): Values {
  return layers.reduce<unknown>((below, layer) => mergeValues(below, layer.values), {}) as Values;
}

/** Core's keys and a key for each plugin. */
function wholeSchema(sections: readonly ConfigSection[]): KeySchema {
  const core = keySchema(coreConfig);
  const properties = { ...core.properties };
  for (const section of sections) {
    if (section.schema) properties[section.id] = lazySchema(section.schema);
  }
  return { ...core, properties };
}

/** Most plugins' keys are never asked for: their JSON Schema is made on first use. */
function lazySchema(schema: z.ZodType): KeySchema {
  let made: KeySchema | undefined;
  return new Proxy<KeySchema>(
    {},
    {
      get: (_target, name) => Reflect.get((made ??= keySchema(schema)), name) as unknown,
      has: (_target, name) => Reflect.has((made ??= keySchema(schema)), name),
      ownKeys: () => Reflect.ownKeys((made ??= keySchema(schema))),
      getOwnPropertyDescriptor: (_target, name) => {
        const found = Reflect.getOwnPropertyDescriptor((made ??= keySchema(schema)), name);
        return found && { ...found, configurable: true };
      },
    },
  );
}
