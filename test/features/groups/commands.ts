import { missing, of, shown, type FeatureGroup } from '../feature.js';
import { files as f } from '../files.js';

export const commands: FeatureGroup = {
  letter: 'O',
  title: 'Commands',
  features: [
    missing(
      'O1',
      'Commands that concern no repository.',
      'accounts, console, monitor, raw, report and others of Travis are not there under their names yet',
    ),
    missing(
      'O2',
      'Commands for a repository.',
      'branches, encrypt-file, init, open, requests, setup, status and others of Travis are not there yet',
    ),
    shown(
      'O3',
      'Plugins bring commands.',
      of(f.cli, 'runs commands of plugins, with arguments, options and their exit code'),
    ),
    missing('O4', 'Shells complete commands.', 'no command writes completions yet'),
  ],
};
