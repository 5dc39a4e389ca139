/** Seals what core keeps with the current key again. */
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SecretBox } from '../contracts/host.js';
import type { HostAppStore, IdentityStore, RepositoryStore, Store } from '../contracts/store.js';
import { createSecretBox } from './secret-box.js';
import { openKeyRing } from './server-key.js';

const PAGE = 100;

/** Secrets of repositories, environment variables, tokens of people, apps of hosts, the signing key. Answers how many; repeatable. */
export async function resealAll(
  store: Pick<Store, 'repositories' | 'identities' | 'hostApps'>,
  paths: { readonly dataDir: string; readonly keyFile: string },
  onProgress: (done: number) => void,
): Promise<number> {
  const box = createSecretBox(openKeyRing(paths.keyFile));
  let done = await resealFile(join(paths.dataDir, 'signing-key'), box);
  done += await resealIdentities(store.identities, box);
  done += await resealApps(store.hostApps, box);
  for (let offset = 0; ; offset += PAGE) {
    const { rows } = await store.repositories.list({}, { limit: PAGE, offset });
    for (const { id } of rows) {
      done += await resealRepository(store.repositories, id, box);
      done += await resealVariables(store.repositories, id, box);
      onProgress(done);
    }
    if (rows.length < PAGE) return done;
  }
}

async function resealIdentities(identities: IdentityStore, box: SecretBox): Promise<number> {
  let done = 0;
  const fresh = (sealed: string | null): string | null => {
    if (sealed === null || !box.isSealed(sealed)) return sealed;
    done += 1;
    return box.seal(box.open(sealed));
  };
  for (let after = 0; ;) {
    const rows = await identities.list(after, PAGE);
    for (const { id } of rows) {
      const sealed = await identities.tokens(id);
      if (!sealed) continue;
      const { token, refresh } = sealed;
      await identities.reseal(id, { token: fresh(token), refresh: fresh(refresh) });
    }
    after = rows.at(-1)?.id ?? 0;
    if (rows.length < PAGE) return done;
  }
}

async function resealApps(apps: HostAppStore, box: SecretBox): Promise<number> {
  const rows = await apps.list();
  for (const { host, sealedSecrets } of rows)
    await apps.reseal(host, box.seal(box.open(sealedSecrets)));
  return rows.length;
}

async function resealRepository(
  repositories: RepositoryStore,
  id: number,
  box: SecretBox,
): Promise<number> {
  const sealed = Object.entries((await repositories.sealed(id)) ?? {}).filter(
    (entry): entry is [string, string] => entry[1] !== null && box.isSealed(entry[1]),
  );
  if (sealed.length === 0) return 0;
  const fresh = sealed.map(([name, value]) => [name, box.seal(box.open(value))] as const);
  await repositories.setSealed(id, Object.fromEntries(fresh));
  return sealed.length;
}

async function resealVariables(
  repositories: RepositoryStore,
  id: number,
  box: SecretBox,
): Promise<number> {
  const sealed = (await repositories.envVars(id)).filter(({ value }) => box.isSealed(value));
  for (const variable of sealed) {
    await repositories.putEnvVar({ ...variable, value: box.seal(box.open(variable.value)) });
  }
  return sealed.length;
}

async function resealFile(file: string, box: SecretBox): Promise<number> {
  const sealed = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (sealed === undefined) return 0;
  await writeFile(`${file}.new`, `${box.seal(box.open(sealed.trim()))}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
  return 1;
}
