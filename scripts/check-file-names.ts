/** Names of files and folders: kebab-case, no default exports. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const NAME = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*$/;
/** Languages, add-ons and the like are named as the configuration spells them (`node_js`). */
const SPELLED_AS_CONFIGURED = /^plugins\/(languages|addons|services|deploys)\/src\/[a-z0-9_+-]+\//;
const NEEDS_DEFAULT = /(^|\/)(vite|vitest|playwright)[a-z.-]*\.config\.ts$/;

export function checkFileNames(): readonly string[] {
  const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    encoding: 'utf8',
  })
    .split('\n')
    .filter((file) => /\.(ts|mts|mjs|css)$/.test(file));
  return files.flatMap((file) => {
    const path = SPELLED_AS_CONFIGURED.test(file) ? file.replace(SPELLED_AS_CONFIGURED, '') : file;
    const problems = path.split('/').every((part) => NAME.test(part))
      ? []
      : [`${file}: names are kebab-case`];
    if (file.endsWith('.ts') && !NEEDS_DEFAULT.test(file) && hasDefaultExport(file))
      problems.push(`${file}: no default exports`);
    return problems;
  });
}

function hasDefaultExport(file: string): boolean {
  try {
    return /^export default /m.test(readFileSync(file, 'utf8'));
  } catch {
    return false; // deleted, not yet committed
  }
}
