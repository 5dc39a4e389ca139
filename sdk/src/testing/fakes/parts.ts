import type {
  AddonDefinition,
  DeployDefinition,
  FactSource,
  LanguageDefinition,
  LoginMethod,
  ServiceDefinition,
} from '@turnpike/core/contracts';

/** A language that says what it does; passes `languageConformance`. @stable */
export function fakeLanguage(patch: Partial<LanguageDefinition> = {}): LanguageDefinition {
  return { id: 'fake', script: (sh) => sh.cmd('echo fake'), ...patch };
}

/** An add-on that says that it is there before the script. @stable */
export function fakeAddon(patch: Partial<AddonDefinition> = {}): AddonDefinition {
  return {
    id: 'fake',
    yml: { type: 'map', strict: false, keys: {} },
    hooks: { before_script: (sh) => sh.cmd('echo fake addon') },
    ...patch,
  };
}

/** A service that needs no starting. @stable */
export function fakeServiceDefinition(patch: Partial<ServiceDefinition> = {}): ServiceDefinition {
  return { id: 'fake', start: (sh) => sh.cmd('echo fake service'), ...patch };
}

/** A deploy provider that says that it deploys. @stable */
export function fakeDeploy(patch: Partial<DeployDefinition> = {}): DeployDefinition {
  return {
    id: 'fake',
    yml: { type: 'map', strict: false, keys: {} },
    run: (sh) => sh.cmd('echo fake deploy'),
    ...patch,
  };
}

/** A way to log in. `users`: password and id by login; default: nobody. @stable */
export function fakeLogin(
  users: Readonly<Record<string, { readonly password: string; readonly userId: number }>> = {},
): LoginMethod {
  return {
    id: 'fake',
    title: 'Fake',
    kind: 'password',
    async logIn({ login, password }) {
      const user = typeof login === 'string' ? users[login] : undefined;
      return user && user.password === password ? user.userId : undefined;
    },
    passwordNeeded: async () => false,
  };
}

/** A fact that can be changed: `source.look = …`. @stable */
export function fakeFactSource(patch: Partial<FactSource> = {}): FactSource {
  return {
    id: 'fake',
    title: 'Fake',
    look: async () => ({ state: 'ok', text: 'all is well' }),
    ...patch,
  };
}
