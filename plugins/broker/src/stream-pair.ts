/** Two ends of a connection in memory, with back-pressure: what one writes the other reads. */
import { Duplex } from 'node:stream';

const HIGH_WATER_BYTES = 65_536;

class End extends Duplex {
  peer: End | undefined;
  private release: (() => void) | undefined;

  override _read(): void {
    const release = this.release;
    this.release = undefined;
    release?.();
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    // The writer waits until the reader wants more.
    if (this.peer?.push(chunk) === false) this.peer.release = done;
    else process.nextTick(done);
  }

  override _final(done: () => void): void {
    this.peer?.push(null);
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    const peer = this.peer;
    this.peer = undefined;
    const release = this.release;
    this.release = undefined;
    release?.();
    if (peer && !peer.destroyed) process.nextTick(() => peer.destroy());
    done(error);
  }
}

/** When one end is destroyed the other ends too, as a socket would. */
export function streamPair(): readonly [Duplex, Duplex] {
  const left = new End({ highWaterMark: HIGH_WATER_BYTES });
  const right = new End({ highWaterMark: HIGH_WATER_BYTES });
  left.peer = right;
  right.peer = left;
  return [left, right];
}
