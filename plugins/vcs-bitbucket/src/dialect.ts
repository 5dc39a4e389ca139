import type { RepoAccess, RepoIdentity, VcsCredential, VcsProvider } from '@turnpike/sdk';
import type { Api } from './api.js';
import type { Places } from './places.js';
import type { askedOfCloud } from './renew-token.js';
import type { HostSettings } from './settings.js';

type Call<K extends keyof VcsProvider> = NonNullable<VcsProvider[K]>;
type Answer<K extends keyof VcsProvider> =
  Call<K> extends (...words: never[]) => infer R ? R : never;
type Second<K extends keyof VcsProvider> =
  Call<K> extends (r: RepoAccess, second: infer S) => unknown ? S : never;

/** What Cloud and Data Center say differently, of repositories `P` as each of them knows them. */
export interface Dialect<P> {
  /** A repository by the name of what it lies in and its own. */
  placeAt(api: Api, owner: string, repo: string): P;
  identify: Call<'identify'>;
  /** `base`: where the host's pages are. */
  parseDelivery(d: Parameters<Call<'parse'>>[0], base: string): Answer<'parse'>;
  splitPush: Call<'split'>;
  findMissed(
    place: P,
    r: RepoAccess,
    cursor: string | null,
    told?: Parameters<Call<'missed'>>[2],
  ): Answer<'missed'>;
  readFile(place: P, path: string, ref: string): Answer<'file'>;
  readCommit(place: P, ref: string): Answer<'commit'>;
  readHead(place: P, ref: string): Answer<'head'>;
  isAncestor(place: P, sha: string, of: string): Answer<'isAncestor'>;
  writeStatus(place: P, status: Second<'setStatus'>): Answer<'setStatus'>;
  writeHook(place: P, hook: Second<'installHook'>): Answer<'installHook'>;
  removeHook(place: P, url: string): Answer<'removeHook'>;
  hookHealth(place: P, url: string): Answer<'hookHealth'>;
  /** Absent: the host has no test deliveries. */
  testHook?(place: P, url: string): Answer<'testHook'>;
  locate(place: P, vcsId: string | null): Promise<RepoIdentity>;
  ensureKey(place: P, key: Second<'ensureKey'>): Answer<'ensureKey'>;
  removeKey(place: P, publicKey: string): Answer<'removeKey'>;
  /** Of a token that is a person's. */
  whoAmI(host: HostSettings, token: string): Answer<'whoAmI'>;
  readonly renewal: typeof askedOfCloud;
  listRepositories(api: Api, page: string | null): Answer<'repositories'>;
  permissionOf(place: P, r: RepoAccess, account: Second<'permission'>): Answer<'permission'>;
  inspect(places: Places<P>, url: string, credential: VcsCredential | null): Answer<'inspect'>;
}
