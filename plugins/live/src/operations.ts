/** The one door of this plugin. What goes through it is in the contracts (`LiveRequest`, `LiveMessage`). */
import type { Operations } from '@turnpike/sdk';

export const operations: Operations = {
  live: {
    address: 'GET /live',
    summary: 'Opens a WebSocket that tells what changes',
    description:
      'JSON texts, one message each: `{"subscribe": ["repo:1", "log:7.1@0"]}`. Rights are checked for each topic, and again every minute.',
    tag: 'Live',
    rights: 'visitor',
    answers: { 101: {} },
  },
};
