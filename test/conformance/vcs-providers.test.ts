import { plugin } from '@turnpike/plugin-vcs-git';
import { tokens } from '@turnpike/sdk';
import { vcsProviderConformance } from '@turnpike/sdk/conformance';
import { createTestRepository, repositoryRecord, testPlugin } from '@turnpike/sdk/testing';

vcsProviderConformance('vcs-git', async () => {
  const host = await testPlugin(plugin);
  const [provider] = host.resolve(tokens.vcsProviders);
  if (!provider) throw new Error('vcs-git provides no VCS provider');
  const repository = await createTestRepository();
  await repository.commit('First', { '.travis.yml': 'script: true\n' });
  return {
    provider,
    access: { repository: repositoryRecord({ cloneUrl: repository.path }), credential: null },
    known: { path: '.travis.yml', ref: 'main', text: 'script: true\n' },
    deliveries: [],
    dispose: async () => {
      await host.stop({ force: true });
      await repository.remove();
    },
  };
});
