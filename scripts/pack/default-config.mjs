import { cpSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const config = fileURLToPath(new URL('../../config', import.meta.url));

/** What a packed core carries: all of `config` but what npm packs the product from. */
export function copyDefaultConfig(folder) {
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(config))
    if (name !== 'package') cpSync(join(config, name), join(folder, name), { recursive: true });
}
