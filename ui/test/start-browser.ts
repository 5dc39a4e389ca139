/** Once for all component tests: bundles the harness, serves it under the platform's policy, starts Chromium. */
import { createServer } from 'node:http';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { chromium } from 'playwright-core';
import { build } from 'vite';
import type { TestProject } from 'vitest/node';
import { CHROMIUM_FLAGS, chromiumPath } from './chromium.js';

declare module 'vitest' {
  interface ProvidedContext {
    browser: string;
    origin: string;
  }
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};
const POLICY =
  "default-src 'self'; object-src 'none'; base-uri 'self'; frame-ancestors 'none'; form-action 'self'; img-src 'self' data:";

async function bundle(outDir: string): Promise<void> {
  await build({
    configFile: join(import.meta.dirname, '..', 'vite.config.ts'),
    logLevel: 'error',
    build: {
      outDir,
      emptyOutDir: true,
      minify: false,
      rolldownOptions: { input: join(import.meta.dirname, 'harness.html') },
    },
  });
}

function serve(folder: string): Promise<{ origin: string; close: () => void }> {
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://x').pathname);
    const name = extname(path) === '' ? 'test/harness.html' : path;
    readFile(join(folder, name)).then(
      (content) => {
        const type = TYPES[extname(name)] ?? 'text/plain';
        response.writeHead(200, { 'content-type': type, 'content-security-policy': POLICY });
        response.end(content);
      },
      () => response.writeHead(404).end(),
    );
  });
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' ? address?.port : 0;
      resolve({ origin: `http://127.0.0.1:${port}`, close: () => server.close() });
    }),
  );
}

let end: () => Promise<void> = () => Promise.resolve();

export async function setup(project: TestProject): Promise<void> {
  const executablePath = chromiumPath();
  if (executablePath === undefined)
    throw new Error('No Chromium: set TURNPIKE_CHROMIUM or install the package chromium.');
  const folder = await mkdtemp(join(tmpdir(), 'turnpike-ui-'));
  await bundle(folder);
  const { origin, close } = await serve(folder);
  const browser = await chromium.launchServer({ executablePath, args: [...CHROMIUM_FLAGS] });
  project.provide('browser', browser.wsEndpoint());
  project.provide('origin', origin);
  end = async () => {
    await browser.close();
    close();
    await rm(folder, { recursive: true, force: true });
  };
}

export const teardown = (): Promise<void> => end();
