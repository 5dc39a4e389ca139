import { lookup } from '@turnpike/sdk/shell';

/** The newest release of each series of GHC that a short version stands for. */
const newest: Readonly<Record<string, string>> = {
  '7.0': '7.0.4',
  '7.2': '7.2.2',
  '7.4': '7.4.2',
  '7.6': '7.6.3',
  '7.8': '7.8.4',
  '7.10': '7.10.3',
  '8.0': '8.0.2',
  '8.2': '8.2.2',
  '8.4': '8.4.4',
  '8.6': '8.6.5',
  '8.8': '8.8.4',
  '8.10': '8.10.7',
  '9.0': '9.0.2',
  '9.2': '9.2.8',
  '9.4': '9.4.8',
  '9.6': '9.6.7.20250131',
  '9.8': '9.8.4',
  '9.10': '9.10.3',
  '9.12': '9.12.20241014',
  '9.14': '9.14.0.20251128',
};

/** The series that a major version stands for. */
const series: Readonly<Record<string, string>> = { '7': '7.10', '8': '8.10', '9': '9.14' };

const standard = '7.10.3';

/** `8.8`, `8.8.x`, `8`, `8.x`, `default` → the release meant; full versions and words stay. */
export function ghcRelease(wanted: string): string {
  if (wanted === 'default' || wanted === '') return standard;
  if (wanted === '9.14') return '9.14.1-alpha3';
  const short = wanted.replace(/(\.x)+$/, '');
  return lookup(newest, lookup(series, short) ?? short) ?? wanted;
}
