import { existsSync } from 'node:fs';

const USUAL = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Where Chromium is, or undefined. Playwright's own download is never used. */
export function chromiumPath(): string | undefined {
  const named = process.env.TURNPIKE_CHROMIUM;
  if (named !== undefined) return named;
  return USUAL.find((path) => existsSync(path));
}

/** It talks to nobody but the tests, and starts where no user namespaces are allowed. */
export const CHROMIUM_FLAGS: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
];
