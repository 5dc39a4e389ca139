import { plugin } from '@turnpike/plugin-vcs-git';
import { signBody, tokens } from '@turnpike/sdk';
import { vcsProviderConformance, type KnownDelivery } from '@turnpike/sdk/conformance';
import { createTestRepository, repositoryRecord, testPlugin } from '@turnpike/sdk/testing';

const SECRET = 'conformance';
const [NONE, SHA] = ['0'.repeat(40), 'a'.repeat(40)];

/** As the post-receive hook sends it. */
function pushed(
  ref: string,
  kind: KnownDelivery['kind'],
  before = NONE,
  after = SHA,
): KnownDelivery {
  const body = Buffer.from(JSON.stringify({ ref, before, after }));
  const headers = {
    'x-turnpike-git-event': 'push',
    'x-turnpike-delivery': `${ref} ${after}`,
    'x-turnpike-signature-256': signBody(body, SECRET),
  };
  return { name: `${kind} ${ref}`, kind, secret: SECRET, delivery: { headers, body, hint: '1' } };
}
const gone = () => pushed('refs/heads/old', 'branch_deleted', SHA, NONE);

vcsProviderConformance('vcs-git', async () => {
  const host = await testPlugin(plugin, { core: { net: { allow: ['127.0.0.1'] } } });
  const [provider] = host.resolve(tokens.vcsProviders);
  if (!provider) throw new Error('vcs-git provides no VCS provider');
  const repository = await createTestRepository();
  await repository.commit('First', { '.travis.yml': 'script: true\n' });
  return {
    provider,
    traits: plugin.definition.provider,
    access: { repository: repositoryRecord({ cloneUrl: repository.path }), credential: null },
    unreachable: {
      repository: repositoryRecord({ id: 2, cloneUrl: 'http://127.0.0.1:1/ada/engine.git' }),
      credential: null,
    },
    push: async () => {
      await repository.commit('Second', { 'more.txt': 'more\n' });
    },
    known: { path: '.travis.yml', ref: 'main', text: 'script: true\n' },
    hooks: true,
    deliveries: [pushed('refs/heads/main', 'push'), pushed('refs/tags/v1', 'push'), gone()],
    dispose: async () => {
      await host.stop({ force: true });
      await repository.remove();
    },
  };
});
