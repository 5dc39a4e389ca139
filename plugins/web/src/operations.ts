/** What the routes of this plugin do: the interface. */
import type { Operation, Operations } from '@turnpike/sdk';

const file = (
  path: string,
  summary: string,
  type: string,
  names: readonly string[],
): Operation => ({
  address: `GET ${path}`,
  summary,
  tag: 'Interface',
  rights: 'anyone',
  params: Object.fromEntries(names.map((name) => [name, { description: WORDS[name] ?? name }])),
  answers: { 200: { type }, 304: { description: 'It is as it was.' } },
});
const WORDS: Readonly<Record<string, string>> = {
  plugin: 'Id of the plugin.',
  file: 'Path of the file; may hold slashes.',
  path: 'Address of a page; may hold slashes.',
};

export const operations: Operations = {
  pluginFile: file(
    '/ui-plugins/:plugin/:file(.*)',
    'Fetches a module that a plugin adds to the pages, or a file beside it',
    'text/javascript',
    ['plugin', 'file'],
  ),
  asset: file('/assets/:file(.*)', 'Fetches a file of the interface', '*/*', ['file']),
  icon: file('/icons/:file(.*)', 'Fetches an icon of the interface', '*/*', ['file']),
  uptime: {
    address: 'GET /uptime',
    summary: 'Says that the interface is served',
    tag: 'Health',
    rights: 'anyone',
    answers: { 200: { type: 'text/plain' } },
  },
  page: file('/:path(.*)', 'Shows a page of the interface', 'text/html', ['path']),
};
