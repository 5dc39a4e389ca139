import { isTurnpikeError } from '../contracts/errors.js';
import type { FactSource } from '../contracts/facts.js';
import type { StorePart } from './store-part.js';

/** Whether the database takes writes, for the system page and `turnpike doctor`. */
export function databaseFact({ probe }: Pick<StorePart, 'probe'>): FactSource {
  return {
    id: 'database',
    title: 'Database',
    async look() {
      try {
        await probe();
        return { state: 'ok', text: 'takes writes' };
      } catch (error) {
        if (!isTurnpikeError(error)) throw error;
        const { wayOut } = error.details;
        const text = error.message;
        return { state: 'warning', text, ...(wayOut === undefined ? {} : { wayOut }) };
      }
    },
  };
}
