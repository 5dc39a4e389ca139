import { elsewhere, missing, of, shown, type FeatureGroup } from '../feature.js';
import { files as f } from '../files.js';

const recorded = of(
  f.buildRules,
  'has the visible commands, cache slugs and variables of the recordings',
);
const services = 'plugins/services/src/services.test.ts';

export const servicesAndAddons: FeatureGroup = {
  letter: 'H',
  title: 'Services and add-ons',
  features: [
    shown(
      'H1',
      'Services run beside a job, or on its machine.',
      of(
        'test/cluster/docker/services.test.ts',
        'are there before the script begins, on localhost and by name, however long each takes',
        'are those of .travis.yml: PostgreSQL that needs 20 s is there, with role and database',
      ),
      of(services, 'is started by what starts services on the machine, and waited for'),
    ),
    shown(
      'H2',
      'Packages of Debian are installed.',
      of(f.builds, 'are installed by root, without a sudo of its own'),
      of(
        f.addons,
        'installs all packages by one command, quoted',
        'adds known sources and lines, and names unknown ones',
      ),
    ),
    shown('H3', 'So are those of other systems.', of(f.addons, 'homebrew is for macOS'), recorded),
    shown(
      'H4',
      'Browsers are installed.',
      of(f.addons, 'firefox refuses versions that are none'),
      recorded,
    ),
    shown(
      'H5',
      'Databases are chosen by version.',
      of(services, 'is PostgreSQL of the distribution, unless the add-on starts another'),
      recorded,
    ),
    shown('H6', 'Tunnels of browser clouds are opened.', recorded),
    missing(
      'H7',
      'A token that lives a short time stands in for a secret, for forks too.',
      'the token is made, but a pull request from a fork loses the add-on',
    ),
    shown(
      'H8',
      'Code is sent to those who judge it; services that are gone say so.',
      recorded,
      of(f.addons, 'retired ones say so'),
    ),
    shown(
      'H9',
      'Files of a job are kept.',
      of(f.builds, 'leaves artifacts'),
      of(f.addons, 'hands paths and places to the uploader', 'are not for pull requests'),
    ),
    missing(
      'H10',
      'A job lists what its software is made of.',
      'the add-on runs an image that nothing here provides',
    ),
    shown(
      'H11',
      'A job has a screen.',
      of(services, 'brings a screen'),
      of('plugins/languages/src/dart/index.test.ts', 'tests under a virtual screen on Linux'),
    ),
    elsewhere('H12', 'Coverage is sent to others.', 'a recipe of commands in `after_success`'),
  ],
};
