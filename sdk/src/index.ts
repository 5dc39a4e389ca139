/** What a plugin is written with. */
export { z } from 'zod';
export * from '@turnpike/core/contracts';
export { definePlugin, provide } from './define-plugin.js';
export { defineLanguage, languagePlugin, languagesPlugin, versionOf } from './define-language.js';
