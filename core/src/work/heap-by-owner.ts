/** What lives of what each owner's code has put on the heap: estimated by V8's own samples of allocations. */
import { Session, type HeapProfiler } from 'node:inspector';

/** One sample stands for so many bytes on average: what is smaller than a few of them is not told apart from nothing. */
const SAMPLE_BYTES = 128 * 1024;

export interface HeapWatch {
  /**
   * Living bytes by owner. `ownerOf`: of a module's URL; what code calls on behalf of an owner counts as its own.
   * Of the heap alone: buffers lie outside of it.
   */
  bytesBy(ownerOf: (url: string) => string | undefined): ReadonlyMap<string, number>;
  stop(): void;
}

/** From now on: what was allocated before is nobody's. */
export function watchHeap(): HeapWatch {
  const session = new Session();
  session.connect();
  session.post('HeapProfiler.startSampling', { samplingInterval: SAMPLE_BYTES });
  return {
    bytesBy(ownerOf) {
      const bytes = new Map<string, number>();
      const head = profileOf(session);
      if (head) add(head, undefined, ownerOf, bytes);
      return bytes;
    },
    stop: () => session.disconnect(),
  };
}

/** The inspector of the own thread answers at once. */
function profileOf(session: Session): HeapProfiler.SamplingHeapProfileNode | undefined {
  let head: HeapProfiler.SamplingHeapProfileNode | undefined;
  session.post('HeapProfiler.getSamplingProfile', (error, answer) => {
    if (!error) head = answer.profile.head;
  });
  return head;
}

function add(
  node: HeapProfiler.SamplingHeapProfileNode,
  caller: string | undefined,
  ownerOf: (url: string) => string | undefined,
  bytes: Map<string, number>,
): void {
  const owner = ownerOf(node.callFrame.url) ?? caller;
  if (owner !== undefined) bytes.set(owner, (bytes.get(owner) ?? 0) + node.selfSize);
  for (const child of node.children) add(child, owner, ownerOf, bytes);
}
