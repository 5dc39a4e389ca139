/** The interface: its files, the page for every address of it, and the modules that plugins contribute. */
import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  NotFoundError,
  type HttpExchange,
  type HttpResponse,
  type InstalledPlugins,
  type Route,
} from '@turnpike/sdk';
import { openFolder, type Folder } from './folder.js';
import { pageStatus, type PageStatusPorts } from './page-status.js';
import { ASK_AGAIN, FOR_EVER, sendAsset, sendWithStatus } from './send-asset.js';

export interface WebPorts extends PageStatusPorts {
  /** Folder of the built interface. */
  readonly root: string;
  readonly installed: Pick<InstalledPlugins, 'manifests'>;
  readonly publicUrl: () => string;
}

const PAGE = 'index.html';
/** What is not the interface's: an unknown address there is an error, not a page. */
const FOLDERS = ['assets', 'icons'];
const NOT_PAGES = new Set([
  ...['v3', 'v2', 'api', 'rpc', 'logs', 'live', 'hooks', 'ui-plugins', ...FOLDERS],
  // Where other APIs, feeds and probes are asked for: a page there would look like an answer.
  ...['repos', 'repo', 'repo_status', 'owner', 'owners', 'user', 'users', 'orgs', 'accounts'],
  ...['build', 'builds', 'job', 'jobs', 'branches', 'request', 'requests', 'hook', 'settings'],
  ...['broadcasts', 'crons', 'cron', 'lint', 'endpoints', 'auth', 'config', 'documentation'],
  ...['active', 'log', 'stages', 'coders', '.well-known', 'graphql', 'status', 'health', 'ping'],
]);
/** Feeds and badges of a repository: `/ada/engine/cc.xml`, `/ada/engine/builds.atom`. */
const FEED = /(^|\/)cc\.xml$|\.(atom|rss)$|^[^/]+\/[^/]+\.(xml|json|png|svg)$/i;
/** Beside the built files lie the type checker's. */
const NOT_FILES = /^types\/|\.tsbuildinfo$|^package\.json$/;

export function webRoutes(ports: WebPorts): Route[] {
  const files = openFolder(ports.root, (path, text) =>
    path === PAGE ? withBase(text, ports.publicUrl()) : text,
  );
  return [
    get('/ui-plugins/:plugin/:file(.*)', pluginFiles(ports.installed)),
    // Named, so that they win over addresses with parameters (`/:owner/:name.svg`).
    ...FOLDERS.map((folder) =>
      get(`/${folder}/:file(.*)`, (exchange) =>
        fileOrPage(ports, files, exchange, `${folder}/${exchange.params['file']}`),
      ),
    ),
    get('/uptime', () => ({ body: 'OK' })),
    get('/:path(.*)', (exchange) =>
      fileOrPage(ports, files, exchange, exchange.params['path'] ?? ''),
    ),
  ];
}

function get(path: string, handle: Route['handle']): Route {
  const allow = ['anonymous', 'user', 'role', 'worker', 'run', 'job'] as const;
  return { method: 'GET', path, allow, handle };
}

async function fileOrPage(
  ports: WebPorts,
  files: Folder,
  exchange: HttpExchange,
  path: string,
): Promise<HttpResponse> {
  const asset = NOT_FILES.test(path) ? undefined : await files.read(path);
  if (asset && path !== PAGE) {
    return sendAsset(exchange, asset, path.startsWith('assets/') ? FOR_EVER : ASK_AGAIN);
  }
  if (!isPage(path) || wantsData(exchange))
    throw new NotFoundError('There is no such page.', { path: path.slice(0, 300) });
  const page = await files.read(PAGE);
  if (!page) return notBuilt();
  const status = path === PAGE ? 200 : await pageStatus(ports, exchange);
  return status === 200
    ? sendAsset(exchange, page, ASK_AGAIN)
    : sendWithStatus(exchange, page, status);
}

/** Programs say what they want; a browser asks for pages. */
function wantsData({ headers }: HttpExchange): boolean {
  const accept = headers['accept'] ?? '';
  if (headers['travis-api-version'] !== undefined) return true;
  return /json|xml/.test(accept) && !/text\/html|\*\/\*/.test(accept);
}

/** Names of repositories may look like files: `/ada/socket.io` is a page, `/robots.txt` is none. */
function isPage(path: string): boolean {
  const [first = '', ...rest] = path.split('/');
  if (NOT_PAGES.has(first) || FEED.test(path)) return false;
  return rest.length > 0 || path === PAGE || !/\.[a-z0-9]{1,11}$/i.test(first);
}

function notBuilt(): HttpResponse {
  const body = 'The interface is not built. Run: npm run build. The API is below /v3.\n';
  return { status: 503, headers: { 'content-type': 'text/plain; charset=utf-8' }, body };
}

/** The page finds its files and the API relative to `<base>`. */
function withBase(page: string, publicUrl: string): string {
  const path = `${new URL(publicUrl).pathname.replace(/\/+$/, '')}/`;
  const escaped = path.replace(/[&"<>]/g, (character) => `&#${character.charCodeAt(0)};`);
  return page.replace('<base href="/"', () => `<base href="${escaped}"`);
}

/** A plugin's module and what lies beside it, under the plugin's name. */
function pluginFiles(installed: WebPorts['installed']): Route['handle'] {
  const folders = new Map<string, Folder>();
  return async (exchange) => {
    const { plugin = '', file = '' } = exchange.params;
    const module = installed.manifests.find((one) => one.id === plugin)?.uiModule;
    if (!module) throw new NotFoundError('This plugin adds nothing to the interface.');
    const path = fileURLToPath(module);
    const folder = folders.get(plugin) ?? openFolder(dirname(path));
    folders.set(plugin, folder);
    const asset = await folder.read(file === '' ? basename(path) : file);
    if (!asset) throw new NotFoundError('There is no such file.');
    return sendAsset(exchange, asset, ASK_AGAIN);
  };
}
