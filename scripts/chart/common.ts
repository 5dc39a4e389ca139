/** Pieces that values of the chart have in common. */
import { z } from 'zod';

export const text = (words: string) => z.string().describe(words);
export const flag = (words: string) => z.boolean().describe(words);
export const count = (words: string) => z.number().int().nonnegative().describe(words);
/** What Kubernetes judges, not this chart. */
export const open = (words: string) => z.record(z.string(), z.unknown()).describe(words);
export const list = (words: string) => z.array(z.unknown()).describe(words);
export const texts = (words: string) => z.array(z.string()).describe(words);
export const pairs = (words: string) =>
  z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).describe(words);

/** An object that takes the keys named here and no others; each may be left out. */
export function part<Shape extends z.ZodRawShape>(shape: Shape, words: string) {
  return z.strictObject(shape).partial().describe(words);
}
