import { alias, any, map, normal, texts } from './nodes.js';

/** `branches`: text or list means `only`. */
export const branches = any(
  [
    alias(
      normal(map({ only: texts, except: alias(texts, 'exclude') }, { prefix: { key: 'only' } })),
      'branch',
    ),
    texts,
  ],
  { normal: true },
);
