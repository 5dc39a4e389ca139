/** Stretches of a log that can be read: segments and whole logs in S3, and what lies in the spool. */
import type { Objects } from '../wire/objects.js';
import { decodeLedger, tallyOf, type Ledger, type Tally } from './ledger.js';
import type { Listing, Segment } from './listing.js';
import type { OpenLog } from './open-log.js';
import type { SealIndex } from './seal-index.js';
import { infoOf, type Piece, type View } from './view.js';

/** `before`: the tally where the segment begins, as far as the ledgers of segments need one. */
function segmentPiece(objects: Objects, segment: Segment, before: Tally): Piece {
  const { key, from, tally, bytes } = segment;
  const length = tally.end - from;
  return {
    from,
    tally,
    async ledger() {
      if (bytes <= length) return { from: before, marks: [] };
      const stored = await objects.get(key, { from: length, to: bytes });
      return stored && onTally(decodeLedger(stored, { end: from, newlines: 0, parts: 0 }), tally);
    },
    read: (start, to) => objects.open(key, { from: start - from, to: to - from }),
  };
}

/** Differences say how it goes on, the name where it ends: so the numbers of its beginning follow. */
function onTally(ledger: Ledger, end: Tally): Ledger {
  const last = tallyOf(ledger);
  const shift = ({ end: at, newlines, parts }: Tally): Tally => ({
    end: at,
    newlines: newlines + end.newlines - last.newlines,
    parts: parts + end.parts - last.parts,
  });
  return { from: shift(ledger.from), marks: ledger.marks.map(shift) };
}

export function listedView(objects: Objects, { chain, tally, openLine }: Listing): View {
  const pieces = chain.map((segment, at) =>
    segmentPiece(objects, segment, chain[at - 1]?.tally ?? { end: 0, newlines: 0, parts: 0 }),
  );
  return { info: infoOf(tally, openLine, false), pieces };
}

/** `before`: what S3 has of it from the time before it was opened here. */
export function openView(objects: Objects, own: OpenLog, before: Listing): View {
  const { ledger, spool, tally, openLine } = own;
  const piece: Piece = {
    from: ledger.from.end,
    tally,
    ledger: async () => ledger,
    read: async (from, to) => spool.read(from, to),
  };
  const earlier = listedView(objects, before).pieces.filter(({ from }) => from < ledger.from.end);
  return { info: infoOf(tally, openLine, false), pieces: [...earlier, piece] };
}

export function sealedView(objects: Objects, key: string, { seal, ledger }: SealIndex): View {
  const tally = tallyOf(ledger);
  const piece: Piece = {
    from: 0,
    tally,
    ledger: async () => ledger,
    read: (from, to) => objects.open(key, { from, to }),
  };
  const openLine = seal.lines > tally.newlines;
  return { info: infoOf(tally, openLine, true), pieces: seal.bytes === 0 ? [] : [piece] };
}
