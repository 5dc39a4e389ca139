/** The control library's elements that we use, and its signs from our own sheet (nothing is fetched elsewhere). */
import '@awesome.me/webawesome/dist/components/dialog/dialog.js';
import '@awesome.me/webawesome/dist/components/dropdown/dropdown.js';
import '@awesome.me/webawesome/dist/components/dropdown-item/dropdown-item.js';
import { registerIconLibrary } from '@awesome.me/webawesome/dist/components/icon/library.js';
import { withBase } from './data/base.js';

const sheet = {
  resolver: (name: string) => `${withBase('/icons/controls.svg')}#${name}`,
  spriteSheet: true,
};
registerIconLibrary('system', sheet);
registerIconLibrary('default', sheet);
