import { retired } from '../shared/retired.js';

/** Blender from an archive that is gone. */
export const blender = retired(
  'blender',
  'Blender from an archive that is gone.',
  'its archive is gone. Install Blender with addons.apt or addons.snaps.',
);

/** For whoever installs it alone. @alias */
export const plugin = blender;
