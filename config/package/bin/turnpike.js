#!/usr/bin/env node
// The package has a bundle beside this file; in the repository the core starts what is there.
import { existsSync } from 'node:fs';

const bundle = new URL('../dist/cli.js', import.meta.url);
await import(existsSync(bundle) ? bundle.href : '@turnpike/core/bin');
