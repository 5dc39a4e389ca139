/** Bytes that come from a process of its own, one piece at a call: who reads slowly is waited for. */

export interface Piece {
  readonly done: boolean;
  readonly value?: unknown;
}

/** `open` answers the number of the stream, once. Ends with an error where that or a piece fails. */
export async function* pull(
  open: () => Promise<unknown>,
  call: (verb: 'next' | 'drop', stream: unknown) => Promise<unknown>,
): AsyncIterable<Uint8Array> {
  const stream = await open();
  let isOver = false;
  try {
    for (;;) {
      const { done, value } = (await call('next', stream)) as Piece;
      isOver = done;
      if (done) return;
      if (!(value instanceof Uint8Array)) throw new Error('It sent what are no bytes.');
      yield value;
    }
  } finally {
    if (!isOver) await call('drop', stream).catch(() => undefined);
  }
}
