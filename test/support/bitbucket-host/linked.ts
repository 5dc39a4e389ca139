/** A platform at a Bitbucket, and its repositories as a sync finds them. */
import type { WireBuild, WireRepository } from '@turnpike/core/contracts';
import { tokens as coreTokens } from '@turnpike/sdk';
import { tokens, type Store } from '@turnpike/sdk/store';
import { testPlatform, type TestPlatform } from '@turnpike/sdk/testing';
import { until } from '../api-client.js';
import type { BitbucketHost } from './bitbucket-host.js';
import type { HostPerson, HostRepository } from './world.js';

export class LinkedBitbucket {
  readonly bitbucket: BitbucketHost;
  readonly platform: TestPlatform;
  /** Whoever speaks to the platform is this person there. */
  readonly ada: HostPerson;

  private constructor(bitbucket: BitbucketHost, platform: TestPlatform, ada: HostPerson) {
    this.bitbucket = bitbucket;
    this.platform = platform;
    this.ada = ada;
  }

  static async at(bitbucket: BitbucketHost): Promise<LinkedBitbucket> {
    const ada = bitbucket.person('ada');
    // A machine account: access tokens are ones of their own.
    const bot = bitbucket.person('bot');
    const platform = await testPlatform({
      config: {
        worker: { executor: 'local' },
        'executor-local': { allowForks: true },
        net: { allow: ['127.0.0.1'] },
        hosts: [bitbucket.entry({ pollSeconds: 2, token: bot.token })],
      },
    });
    const linked = new LinkedBitbucket(bitbucket, platform, ada);
    await linked.#link();
    return linked;
  }

  get store(): Store {
    return this.platform.resolve(tokens.store) as Store;
  }

  /** As a sign-in by the host does. */
  async #link(): Promise<void> {
    const { id: userId } = await this.platform.api.get<{ id: number }>('/v3/user');
    const { name: login, uuid, id } = this.ada;
    const hostUserId = this.bitbucket.dialect === 'cloud' ? uuid : String(id);
    const row = await this.store.identities.link({
      ...{ userId, host: 'work', hostUserId, login, name: null, avatarUrl: null },
    });
    const token = this.platform.resolve(coreTokens.secrets).seal(this.ada.token);
    const sealed = { token, refresh: null, scopes: [], expiresAt: null };
    await this.store.identities.setTokens(row.id, sealed);
  }

  /** Switched on, and built once. Both the person and the machine account may administer it. */
  async repository(name: string, files: Readonly<Record<string, string>>, hidden = false) {
    const login = this.bitbucket.dialect === 'cloud' ? 'acme' : 'ACME';
    const at = await this.bitbucket.repository(this.ada, `${login}/${name}`, {
      ...{ files, private: hidden },
    });
    at.rights.set(
      this.bitbucket.people.find((one) => one.name === 'bot')!,
      'admin',
    );
    const id = await this.#found(at, login);
    await this.platform.api.post<WireRepository>(`/v3/repo/${id}/activate`);
    await this.settled(id, 1);
    return { at, id };
  }

  /** By its address, private, with a token that may administer it. */
  async added(name: string, files: Readonly<Record<string, string>>) {
    const isCloud = this.bitbucket.dialect === 'cloud';
    const slug = `${isCloud ? 'acme' : 'ACME'}/${name}`;
    const at = await this.bitbucket.repository(this.ada, slug, { files, private: true });
    const { url } = this.bitbucket;
    const { id } = await this.platform.api.post<{ id: number }>('/v3/repos', {
      ...{ provider: 'work', token: this.ada.token, install_hook: true },
      clone_url: isCloud ? `${url}/${slug}` : `${url}/projects/ACME/repos/${name}/browse`,
    });
    return { at, id };
  }

  async #found(
    { uuid, id, name, private: hidden }: HostRepository,
    login: string,
  ): Promise<number> {
    const isCloud = this.bitbucket.dialect === 'cloud';
    const base = isCloud ? this.bitbucket.url : `${this.bitbucket.url}/scm`;
    const owner = await this.store.owners.ensure({ host: 'work', login, type: 'organization' });
    const row = await this.store.repositories.insert({
      ...{ ownerId: owner.id, name, vcsProvider: 'work', vcsId: isCloud ? uuid : String(id) },
      ...{ cloneUrl: `${base}/acme/${name}.git`, htmlUrl: null, private: hidden, fork: false },
      ...{ defaultBranch: 'main', description: null },
    });
    return row.id;
  }

  async builds(id: number): Promise<readonly WireBuild[]> {
    const path = `/v3/repo/${id}/builds?limit=100&include=build.commit`;
    return (await this.platform.api.get<{ builds: WireBuild[] }>(path)).builds;
  }

  settled(id: number, count: number): Promise<readonly WireBuild[]> {
    return until(`${count} finished builds`, async () => {
      const builds = await this.builds(id);
      if (builds.filter((one) => one.finished_at !== null).length >= count) return builds;
      const path = `/v3/repo/${id}/requests`;
      throw new Error(JSON.stringify([builds, await this.platform.api.get(path)]).slice(0, 4000));
    });
  }

  /** How many there are once the host was looked at twice more. */
  async later(id: number): Promise<number> {
    const { name } = this.bitbucket.repositories.at(-1)!;
    const looks = () =>
      this.bitbucket.calls.filter(({ path }) => path.includes(name) && /\/tags$/.test(path)).length;
    const before = looks();
    await until('two more looks', async () => looks() >= before + 2 || undefined);
    return (await this.builds(id)).length;
  }

  async log({ id }: WireBuild): Promise<string> {
    const { jobs } = await this.platform.api.get<{ jobs: { readonly id: number }[] }>(
      `/v3/build/${id}/jobs`,
    );
    return this.platform.api.text(`/v3/job/${jobs[0]?.id}/log.txt`);
  }

  async stop(): Promise<void> {
    await this.platform.stop();
    await this.bitbucket.close();
  }
}
