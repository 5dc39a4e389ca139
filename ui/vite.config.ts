import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { defineConfig, type Plugin } from 'vite';

const root = import.meta.dirname;

/** Old bundles go; `dist/types`, which the type checker writes, stays. */
function cleanAssets(): Plugin {
  let folder = '';
  return {
    name: 'clean-assets',
    apply: 'build',
    configResolved(config) {
      folder = resolve(config.root, config.build.outDir, 'assets');
    },
    buildStart: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Addresses are relative: the server rewrites `<base href="/">` where the platform lives below a path. */
export default defineConfig(({ command }) => ({
  root,
  base: './',
  plugins: [cleanAssets()],
  // Our packages' sources stand under this condition while pages are developed.
  resolve: {
    conditions: [
      ...(command === 'serve' ? ['turnpike-source'] : []),
      'module',
      'browser',
      'import',
      'default',
    ],
  },
  build: {
    outDir: 'dist',
    emptyOutDir: false,
    target: 'es2022',
    modulePreload: { polyfill: false },
    // The content security policy allows no data: fonts and no inline scripts.
    assetsInlineLimit: 0,
  },
  server: {
    host: '127.0.0.1',
    proxy: Object.fromEntries(
      ['/v3', '/live', '/ui-plugins'].map((path) => [
        path,
        { target: process.env.TURNPIKE_API ?? 'http://127.0.0.1:3031', ws: true },
      ]),
    ),
  },
}));
