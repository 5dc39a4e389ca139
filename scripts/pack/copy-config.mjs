// The packed core carries the default configuration: where no repository is, it lies in the package.
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { copyDefaultConfig } from './default-config.mjs';

const copy = fileURLToPath(new URL('../../core/config', import.meta.url));

rmSync(copy, { recursive: true, force: true });
if (!process.argv.includes('--undo')) copyDefaultConfig(copy);
