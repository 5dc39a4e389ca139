#!/usr/bin/env node
import { entry } from './find-bundle.js';

await import(entry().href);
