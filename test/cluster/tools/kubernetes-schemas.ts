/** What kubeconform holds manifests to: schemas of a version of Kubernetes, from its own module. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { moduleFolder } from '../../support/go-tool.js';
import type { ToolRecipe } from '../../support/tool-room.js';
import { schemasOf, type Swagger } from './schemas-of.js';

/** Raised when what is made of the same sources changes. */
const FORM = '1';

/** `version` without a `v`, such as `1.34.4`. */
export const kubernetesSchemas = (version: string): ToolRecipe => ({
  name: 'kubernetes-schemas',
  version: `v${version}`,
  key: async () => [FORM],
  async build(shop) {
    const folder = await moduleFolder(shop, 'k8s.io/kubernetes', `v${version}`);
    const text = await readFile(join(folder, 'api/openapi-spec/swagger.json'), 'utf8');
    for (const strict of [false, true]) {
      const target = join(shop.folder, `local${strict ? '-strict' : ''}`);
      await mkdir(target);
      for (const [name, schema] of schemasOf(JSON.parse(text) as Swagger, strict))
        await writeFile(join(target, name), JSON.stringify(schema));
    }
  },
});

/** For kubeconform's `-schema-location`: `folder` is that of the tool. */
export const schemaLocation = (folder: string): string =>
  `${folder}/local{{.StrictSuffix}}/{{.ResourceKind}}{{.KindSuffix}}.json`;
