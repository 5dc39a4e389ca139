/** All operations that there are: those of the routes served here, and of plugins that run elsewhere. */
import { type InstalledPlugins, type PlainOperation, type ServedRoute } from '@turnpike/sdk';
import { API } from '@turnpike/sdk/platform';

export type Installed = Pick<
  InstalledPlugins,
  'manifests' | 'running' | 'routes' | 'coreOperations' | 'process'
>;

export interface Described {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly plugin: string;
  /** Of this process: it answers here. */
  readonly isHere: boolean;
  /** Absent: its plugin says nothing of this route. */
  readonly operation?: PlainOperation;
  readonly isSocket: boolean;
}

export function describedOperations(installed: Installed): readonly Described[] {
  const routes = installed.routes();
  const served = new Map(routes.map((route) => [keyOf(methodOf(route), route.path), route]));
  const said = [
    ...entriesOf('core', installed.coreOperations),
    ...installed.manifests.flatMap(({ id, operations }) => entriesOf(id, operations)),
  ];
  const running = new Set(['core', ...installed.running]);
  const described = said.flatMap((one): readonly Described[] => {
    const route = served.get(keyOf(one.method, one.path));
    // What is described but not served here is a door that this configuration keeps shut.
    if (!route && running.has(one.plugin)) return [];
    return [{ ...one, isHere: route !== undefined, isSocket: route?.upgrade ?? false }];
  });
  const known = new Set(described.map(({ method, path }) => keyOf(method, path)));
  const others = routes.filter((route) => !known.has(keyOf(methodOf(route), route.path)));
  return [...described, ...others.map(undescribed)];
}

function entriesOf(plugin: string, operations: Readonly<Record<string, PlainOperation>>) {
  return Object.entries(operations).map(([name, operation]) => {
    const [method = '', path = ''] = operation.address.split(' ');
    return { id: idOf(plugin, name, operation.address), method, path, plugin, operation };
  });
}

/** Calls of API v3 have the names that the typed client has; others are told apart by their plugin. */
function idOf(plugin: string, name: string, address: string): string {
  const known: Readonly<Record<string, string>> = API;
  return known[name] === address ? name : `${plugin}.${name}`;
}

function undescribed(route: ServedRoute): Described {
  const { path, owner: plugin, upgrade: isSocket } = route;
  const method = methodOf(route);
  const id = `${plugin}.${method.toLowerCase()}${path.replace(/\W+/g, '_')}`;
  return { id, method, path, plugin, isHere: true, isSocket };
}

/** A WebSocket door is knocked at by GET. */
function methodOf({ method, upgrade }: ServedRoute): string {
  return upgrade ? 'GET' : method;
}

/** Names of parameters tell no two routes apart. */
export function shapeOf(path: string): string {
  return path.replace(/:\w+(\(\.\*\))?/g, '{}');
}

function keyOf(method: string, path: string): string {
  return `${method} ${shapeOf(path)}`;
}
