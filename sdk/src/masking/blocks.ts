/** Three bytes as one number below `BLOCKS`; others may have the same, which costs a look and no more. */
export function blockOf(first: number, second: number, third: number): number {
  return ((first << 10) ^ (second << 5) ^ third) & (BLOCKS - 1);
}

export const BLOCKS = 32_768;
