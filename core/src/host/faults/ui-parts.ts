/** Contributions to the interface: what has no slot, no element or no file is shown nowhere, without a word. */
import { existsSync, realpathSync } from 'node:fs';
import { sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UI_SLOTS } from '../../contracts/wire/system.js';
import type { AnyDefinition } from '../unit.js';
import { isObject, oneOf, shown, type Finding } from './fault.js';

const TAG = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)+$/;

export function uiFindings({ ui }: AnyDefinition): readonly Finding[] {
  if (ui === undefined) return [];
  const list = ui.contributions as readonly unknown[] | undefined;
  return [
    ...moduleFindings(ui.module),
    ...(Array.isArray(list) ? list : [list]).flatMap((one: unknown, index) => {
      const { slot, tag, title } = isObject(one) ? one : {};
      const at = `ui.contributions[${index}]`;
      return [
        ...oneOf(`${at}.slot`, slot, UI_SLOTS),
        ...(typeof tag === 'string' && TAG.test(tag) ? [] : [noTag(`${at}.tag`, tag)]),
        ...(typeof title === 'string' && title !== '' ? [] : [noTitle(`${at}.title`, title)]),
      ];
    }),
  ];
}

function moduleFindings(module: unknown): readonly Finding[] {
  const at = 'ui.module';
  const wayOut = "new URL('./panel.js', import.meta.url), and that file in the package.";
  if (!(module instanceof URL)) return [{ at, what: `is ${shown(module)}, no URL.`, wayOut }];
  if (module.protocol !== 'file:') return [{ at, what: 'is no file.', wayOut }];
  const file = fileURLToPath(module);
  return existsSync(file) ? [] : [{ at, what: `names a file that is not there: ${file}.`, wayOut }];
}

/** What lies beside the module is served with it, to everybody: it may be the plugin's own files only. */
export function placeFindings(
  { ui }: AnyDefinition,
  folder: string | undefined,
): readonly Finding[] {
  const module: unknown = ui?.module;
  if (folder === undefined || !(module instanceof URL) || module.protocol !== 'file:') return [];
  const file = fileURLToPath(module);
  if (!existsSync(file) || realpathSync(file).startsWith(folder + sep)) return [];
  const what = `lies outside of the plugin's own folder: ${file}.`;
  return [{ at: 'ui.module', what, wayOut: `Put it below ${folder}.` }];
}

const noTag = (at: string, tag: unknown): Finding => ({
  at,
  what: `is ${shown(tag)}, no name of an element.`,
  wayOut: 'Small letters with a hyphen: my-panel.',
});

const noTitle = (at: string, title: unknown): Finding => ({
  at,
  what: `is ${shown(title)}, no text.`,
  wayOut: 'Write what stands above it, or on its tab.',
});
