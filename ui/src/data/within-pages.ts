import type { WirePagination } from '@turnpike/core/contracts/wire';

/** The offset to show: that of the last page where a list has become shorter than what was left out. */
export function withinPages(offset: number, page: WirePagination | undefined): number {
  if (!page || offset === 0 || offset < page.count) return offset;
  return Math.floor(Math.max(0, page.count - 1) / page.limit) * page.limit;
}
