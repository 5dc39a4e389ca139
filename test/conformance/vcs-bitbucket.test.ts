/** vcs-bitbucket beside stand-ins for Bitbucket Cloud and Data Center. */
import { plugin } from '@turnpike/plugin-vcs-bitbucket';
import { tokens } from '@turnpike/sdk';
import { vcsProviderConformance } from '@turnpike/sdk/conformance';
import { repositoryRecord, testPlugin } from '@turnpike/sdk/testing';
import { expect } from 'vitest';
import { BitbucketHost } from '../support/bitbucket-host/bitbucket-host.js';
import { knownDeliveries, SECRET } from '../support/bitbucket-host/known-deliveries.js';

const TEXT = 'script: true\n';

for (const dialect of ['cloud', 'data-center'] as const)
  vcsProviderConformance(`vcs-bitbucket (${dialect})`, async () => {
    const bitbucket = await BitbucketHost.start(dialect);
    // Lists have several pages.
    bitbucket.pageSize = 2;
    const ada = bitbucket.person('ada');
    const owner = dialect === 'cloud' ? 'acme' : 'ACME';
    const row = await bitbucket.repository(ada, `${owner}/engine`, {
      ...{ private: true, files: { '.travis.yml': TEXT } },
    });
    const host = await testPlugin(plugin, {
      core: { hosts: [bitbucket.entry()] },
    });
    const [provider] = host.resolve(tokens.vcsProviders);
    if (!provider) throw new Error('vcs-bitbucket provides no VCS provider');
    const base = dialect === 'cloud' ? bitbucket.url : `${bitbucket.url}/scm`;
    const repository = repositoryRecord({
      ...{ vcsProvider: 'work', slug: `${owner}/engine`, private: true },
      vcsId: dialect === 'cloud' ? row.uuid : String(row.id),
      cloneUrl: `${base}/acme/engine.git`,
    });
    const away = { ...repository, id: 2, cloneUrl: `${base}/acme/away.git` };
    bitbucket.fault = ({ path }) =>
      path.includes('/away') ? { status: 502, raw: '<html>' } : undefined;
    const credential = { kind: 'token', token: ada.token } as const;
    let pushes = 0;
    return {
      ...{ provider, access: { repository, credential }, hooks: true },
      unreachable: { repository: away, credential },
      ...(dialect === 'cloud' ? { traits: plugin.definition.provider } : {}),
      known: { path: '.travis.yml', ref: 'main', text: TEXT },
      deliveries: knownDeliveries(bitbucket, row, ada).map((one) => ({ ...one, secret: SECRET })),
      async push() {
        pushes += 1;
        await row.work.commit(`Push ${pushes}`, { n: String(pushes) });
        await row.work.git('branch', `topic/${pushes}`);
      },
      async move() {
        row.name = 'moved';
        await bitbucket.repository(ada, `${owner}/engine`, { files: { other: 'x' } });
        return `${owner}/moved`;
      },
      async dispose() {
        await host.stop({ force: true });
        await bitbucket.close();
        expect(bitbucket.oddities).toEqual([]);
      },
    };
  });
