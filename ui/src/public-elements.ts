/** What is there for elements of plugins: all of `UI_ELEMENTS`. */
import './components/button/button.js';
import './components/duration/duration.js';
import './components/empty/empty.js';
import './components/field/field.js';
import './components/icon/icon.js';
import './components/loading/loading.js';
import './components/note/note.js';
import './components/setting-field/setting-field.js';
import './components/state/state.js';
import './components/time/time.js';
