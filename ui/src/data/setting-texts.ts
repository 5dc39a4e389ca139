import type { WireSetting } from '@turnpike/core/contracts/wire';

export interface SettingText {
  readonly title: string;
  readonly about?: string;
}
type Group = Readonly<Record<string, SettingText>>;

const GROUPS: Readonly<Record<string, Group>> = {
  'What is built': {
    build_pushes: {
      title: 'Build pushed branches',
      about: 'Off: pushes of branches and tags are listed as rejected requests.',
    },
    build_pull_requests: {
      title: 'Build pull requests',
      about: 'Of what merging them would give.',
    },
    build_releases: { title: 'Build releases' },
    builds_only_with_travis_yml: {
      title: 'Only with a .travis.yml',
      about:
        'Commits without the file are listed as rejected requests. Off: they make a build that is errored with that reason.',
    },
    auto_cancel_pushes: {
      title: 'Cancel superseded branch builds',
      about: 'A newer push to a branch cancels its builds that have not started.',
    },
    auto_cancel_pull_requests: { title: 'Cancel superseded pull request builds' },
    config_validation: {
      title: 'Validate the configuration',
      about:
        'What was found in the file is listed with the request and the build. Off: nothing is, and only what must be refused is said.',
    },
  },
  Limits: {
    maximum_number_of_builds: {
      title: 'Jobs at once',
      about: 'Of this repository. 0: no limit of its own.',
    },
    api_builds_rate_limit: {
      title: 'API builds an hour',
      about: 'Builds that “Trigger build” and programs may ask for. The server may allow fewer.',
    },
    timeout_hard_limit: {
      title: 'Longest job, minutes',
      about: 'Empty: the server’s default.',
    },
    timeout_log_silence: {
      title: 'Longest silence in the log, minutes',
      about: 'Empty: the server’s default.',
    },
  },
  Sharing: {
    allow_config_imports: {
      title: 'Others may import from here',
      about: 'Repositories of the same owner may import this private repository’s configuration.',
    },
    share_encrypted_env_with_forks: {
      title: 'Secrets for pull requests from forks',
      about:
        'Jobs of pull requests from forks get secret variables: whoever opens one can then read them.',
    },
    share_ssh_keys_with_forks: {
      title: 'SSH keys for pull requests from forks',
      about: 'Whoever opens one can then read what the key opens.',
    },
  },
};

export interface SettingGroup {
  readonly title: string;
  readonly settings: readonly { readonly setting: WireSetting; readonly text: SettingText }[];
}

const plain = (name: string): SettingText => ({ title: name.replaceAll('_', ' ') });

/** Settings by topic, in a fixed order; those that we have no words for stand last by their own name. */
export function groupSettings(settings: readonly WireSetting[]): SettingGroup[] {
  const byName = new Map(settings.map((setting) => [setting.name, setting]));
  const groups = Object.entries(GROUPS).map(([title, texts]) => ({
    title,
    settings: Object.entries(texts).flatMap(([name, text]) => {
      const setting = byName.get(name);
      byName.delete(name);
      return setting ? [{ setting, text }] : [];
    }),
  }));
  const left = [...byName.values()];
  const rest = left.filter((setting) => !setting.declared).map(withName);
  return [...groups, ...ofPlugins(left), { title: 'More', settings: rest }].filter(
    (group) => group.settings.length > 0,
  );
}

const withName = (setting: WireSetting) => ({ setting, text: plain(setting.name) });

/** A group a plugin, in the order in which they come. */
function ofPlugins(settings: readonly WireSetting[]): SettingGroup[] {
  const plugins = new Set(settings.flatMap(({ declared }) => (declared ? [declared.plugin] : [])));
  return [...plugins].map((plugin) => {
    const own = settings.filter(({ declared }) => declared?.plugin === plugin);
    return { title: own[0]?.declared?.group ?? plugin, settings: own.map(withName) };
  });
}
