/** The document of OpenAPI 3.1 over all routes of the running plugins. */
import { type JsonSchema } from '@turnpike/sdk';
import { SESSION_COOKIE } from '@turnpike/sdk/platform';
import { opened, type Components } from './components.js';
import { describedOperations, shapeOf, type Described, type Installed } from './described.js';
import { namesIn, operationObject } from './path-item.js';

export interface DocumentInput {
  readonly installed: Installed;
  readonly wire: Readonly<Record<string, JsonSchema>>;
  readonly publicUrl: string;
}

export function openApiDocument({ installed, wire, publicUrl }: DocumentInput): JsonSchema {
  const components: Components = Object.fromEntries(
    Object.entries(wire).map(([name, schema]) => [name, opened(schema)]),
  );
  const operations = describedOperations(installed);
  const paths = pathsOf(operations, components);
  return {
    openapi: '3.1.1',
    info: {
      title: 'Turnpike',
      version: installed.process.version,
      description: INTRODUCTION,
    },
    servers: [{ url: publicUrl }],
    tags: tagsOf(operations),
    paths,
    components: { schemas: components, securitySchemes: SECURITY },
  };
}

const INTRODUCTION = `Compatible with Travis CI's API v3. Objects name their kind in \`@type\` and their address in \`@href\`; one that stands already on the way down, or earlier in the same answer, comes as only its \`@href\`. Readers ignore attributes that they do not know.

Errors have a status of 400 or more and the body \`WireError\`.`;

const SECURITY = {
  token: {
    type: 'apiKey',
    in: 'header',
    name: 'Authorization',
    description: 'An API token: `Authorization: token …`.',
  },
  session: { type: 'apiKey', in: 'cookie', name: SESSION_COOKIE },
  bearer: {
    type: 'http',
    scheme: 'bearer',
    description: "Of the platform's own processes, workers, runs and jobs.",
  },
};

/** Paths that differ only in the names of their parameters are one: the first name stays. */
function pathsOf(operations: readonly Described[], components: Components) {
  return Object.fromEntries(
    [...byShape(operations).values()].map((group) => {
      const path = group[0]?.path ?? '/';
      const names = namesIn(path);
      const methods = group.map((one) => [
        one.method.toLowerCase(),
        operationObject(one, names, components),
      ]);
      return [templateOf(path), Object.fromEntries(methods) as JsonSchema];
    }),
  );
}

function byShape(operations: readonly Described[]): Map<string, Described[]> {
  const groups = new Map<string, Described[]>();
  for (const one of operations) {
    const shape = shapeOf(one.path);
    groups.set(shape, [...(groups.get(shape) ?? []), one]);
  }
  return groups;
}

function templateOf(path: string): string {
  return path.replace(/:(\w+)(\(\.\*\))?/g, '{$1}');
}

function tagsOf(operations: readonly Described[]) {
  const names = operations.map(({ operation, plugin }) => operation?.tag ?? plugin);
  return [...new Set(names)].map((name) => ({ name }));
}
