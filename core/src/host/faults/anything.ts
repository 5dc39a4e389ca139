/** Stands for what is not there while nothing runs: can be asked for anything, called, and walked through. */
export const anything: unknown = new Proxy(() => undefined, {
  get: (_target, name) => {
    // No promise, no text, an empty list.
    if (name === 'then') return undefined;
    if (name === Symbol.toPrimitive) return () => '';
    if (name === Symbol.iterator) return () => [][Symbol.iterator]();
    return anything;
  },
  apply: () => anything,
  construct: () => anything as object,
});
