/** Bundled for component tests: every component and page, and a stage that gives them their contexts. */
import '../src/styles/base.css';
import '../src/controls.js';
import { ContextProvider } from '@lit/context';
import type { WireSession } from '@turnpike/core/contracts/wire';
import { liveContext, sessionContext } from '../src/controllers/contexts.js';
import { theme } from '../src/controllers/theme.js';
import { LiveClient } from '../src/data/live.js';
import { LogLines } from '../src/log/lines.js';

import.meta.glob(
  [
    '../src/{components,pages}/*/*.ts',
    '!../src/**/*.{test,component,styles}.ts',
    '!../src/components/log-view/log-rows.ts',
    '!../src/components/icon/icons.ts',
  ],
  { eager: true },
);

theme.start();

const ADMIN: WireSession = {
  '@type': 'session',
  user: { '@type': 'user', id: 1, login: 'mira', name: 'Mira', admin: true },
  public: false,
  logins: [{ id: 'local', title: 'Password', kind: 'password' }],
  password_needed: false,
  has_password: true,
  acting: null,
  version: '0.0.0',
};

const stage = document.querySelector('#stage') as HTMLElement;
const live = new LiveClient();
new ContextProvider(stage, { context: liveContext, initialValue: live });
const session = new ContextProvider(stage, { context: sessionContext, initialValue: ADMIN });

export interface Harness {
  mount(tag: string, props: Record<string, unknown>, text?: string): Promise<void>;
  /** The element under test. */
  element(): HTMLElement & Record<string, unknown>;
  /** What it has fired of a name: details. */
  readonly fired: Record<string, unknown[]>;
  listen(name: string): void;
  session(changes: Partial<WireSession>): void;
  log(text: string, sealed?: boolean): LogLines;
  readonly live: LiveClient;
}

const harness: Harness = {
  fired: {},
  live,
  async mount(tag, props, text = '') {
    const element = document.createElement(tag);
    element.textContent = text;
    Object.assign(element, props);
    stage.replaceChildren(element);
    await (element as unknown as { updateComplete?: Promise<unknown> }).updateComplete;
  },
  element: () => stage.firstElementChild as never,
  listen(name) {
    const list: unknown[] = [];
    harness.fired[name] = list;
    stage.addEventListener(name, (event) => list.push((event as CustomEvent).detail ?? null), true);
  },
  session: (changes) => session.setValue({ ...ADMIN, ...changes }),
  log(text, sealed = true) {
    const log = new LogLines();
    log.append(text);
    if (sealed) log.seal();
    return log;
  },
};
Object.assign(window, { harness });

declare global {
  interface Window {
    harness: Harness;
  }
}
