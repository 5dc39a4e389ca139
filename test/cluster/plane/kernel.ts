/** Settings of the whole machine that a kubelet changes, since containers share its kernel. They are put back. */
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Layout } from './layout.js';

const SETTINGS = [
  'vm/overcommit_memory',
  'vm/panic_on_oom',
  'kernel/panic',
  'kernel/panic_on_oops',
  'kernel/keys/root_maxkeys',
  'kernel/keys/root_maxbytes',
];

const fileOf = (layout: Layout): string => join(layout.folder, 'kernel.json');
const pathOf = (setting: string): string => join('/proc/sys', setting);

/** Before the first kubelet. What was kept already is older, and stays. */
export async function keepKernelSettings(layout: Layout): Promise<void> {
  if (existsSync(fileOf(layout))) return;
  const there = SETTINGS.filter((setting) => existsSync(pathOf(setting)));
  const values = await Promise.all(there.map((setting) => readFile(pathOf(setting), 'utf8')));
  await mkdir(layout.folder, { recursive: true });
  const kept = Object.fromEntries(there.map((setting, index) => [setting, values[index]!.trim()]));
  await writeFile(fileOf(layout), JSON.stringify(kept));
}

export async function restoreKernelSettings(layout: Layout): Promise<void> {
  const text = await readFile(fileOf(layout), 'utf8').catch(() => '{}');
  for (const [setting, value] of Object.entries(JSON.parse(text) as Record<string, string>))
    await writeFile(pathOf(setting), value);
}
