/** Every fault of the field has tests that exist, or the issue that brings what is missing. */
import { describe, expect, it } from 'vitest';
import { missingProof } from '../support/proofs.js';
import { access } from './areas/access.js';
import { bounds } from './areas/bounds.js';
import { checkout } from './areas/checkout.js';
import { history } from './areas/history.js';
import { jobs } from './areas/jobs.js';
import { keep } from './areas/keep.js';
import { language } from './areas/language.js';
import { sdk } from './areas/sdk.js';
import { shown } from './areas/shown.js';
import { silence } from './areas/silence.js';
import { store } from './areas/store.js';
import { text } from './areas/text.js';
import { FIELD_IDS } from './ids.js';

const ENTRIES = [
  ...text,
  ...checkout,
  ...history,
  ...language,
  ...silence,
  ...store,
  ...keep,
  ...bounds,
  ...access,
  ...jobs,
  ...shown,
  ...sdk,
];

describe.each(ENTRIES)('$ids: $kind', ({ ids, proofs, later }) => {
  it('has tests that exist, or the issue that brings it', () => {
    expect(proofs.length + (later ? 1 : 0)).toBeGreaterThan(0);
    expect(proofs.map(missingProof).filter((why) => why !== undefined)).toEqual([]);
    expect(ids.filter((id) => !FIELD_IDS.includes(id))).toEqual([]);
  });
});

describe('the list of faults', () => {
  it('is whole', () => {
    const known = new Set(ENTRIES.flatMap(({ ids }) => ids));
    expect(FIELD_IDS.filter((id) => !known.has(id))).toEqual([]);
  });
});
