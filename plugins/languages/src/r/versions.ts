import { lookup } from '@turnpike/sdk/shell';

/** Words and series of R and the release that each stands for (travis-build `script/r.rb`). */
const releases: Readonly<Record<string, string>> = {
  release: '4.0.2',
  oldrel: '3.6.3',
  '4.0': '4.0.2',
  '3.6': '3.6.3',
  '3.5': '3.5.3',
  '3.4': '3.4.4',
  '3.3': '3.3.3',
  '3.2': '3.2.5',
  '3.1': '3.1.3',
  '3.0': '3.0.3',
  'bioc-devel': '4.0.2',
  'bioc-release': '4.0.2',
  bioc: '4.0.2',
};

export function rRelease(wanted: string): string {
  return lookup(releases, wanted) ?? wanted;
}

/** Bioconductor's channel, when `r:` names one. */
export function biocChannel(wanted: string): 'devel' | 'release' | undefined {
  if (wanted === 'bioc-devel') return 'devel';
  return wanted === 'bioc-release' || wanted === 'bioc' ? 'release' : undefined;
}
