/** The templates of `turnpike plugin new` without their types, for plugins in plain JavaScript. */
import { format } from 'prettier';
import blankSpace from 'ts-blank-space';
import {
  PLUGIN_KINDS,
  type PluginFiles,
  type PluginKind,
} from '../../core/src/cli/new-plugin/kinds.js';
import { placeholderNames } from '../../core/src/cli/new-plugin/placeholders.js';

const STYLE = { parser: 'babel', singleQuote: true, printWidth: 100 } as const;

async function filesOf(kind: PluginKind): Promise<PluginFiles> {
  const { files } = (await import(`../../core/src/cli/new-plugin/templates/${kind}.js`)) as {
    files(names: ReturnType<typeof placeholderNames>): PluginFiles;
  };
  const written = Object.entries(files(placeholderNames(kind))).map(async ([file, text]) => [
    file.replace(/\.ts$/, '.js'),
    await format(withoutTypes(text), STYLE),
  ]);
  return Object.fromEntries((await Promise.all(written)) as [string, string][]);
}

function withoutTypes(text: string): string {
  return blankSpace(text, (node) => {
    throw new Error(`This is more than types, and cannot be left out: ${node.getText()}`);
  });
}

export async function javaScriptTemplates(): Promise<string> {
  const kinds = PLUGIN_KINDS.map(async (kind) => [kind, await filesOf(kind)]);
  const all = JSON.stringify(Object.fromEntries(await Promise.all(kinds)), null, 2);
  return `/** Written by \`npm run generate\` from the templates beside it; names are filled in by \`renamed\`. */
import type { PluginFiles, PluginKind } from '../kinds.js';

export const JAVASCRIPT: Readonly<Record<PluginKind, PluginFiles>> = ${all};
`;
}
