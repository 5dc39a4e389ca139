import { EngineError } from './engine-error.js';

/** The version of the interface that both speak. As texts they count: 1.9 is below 1.40. Throws EngineError. */
export function agreedVersion(theirs = '1.41', least = '1.12'): string {
  const number = (text: string): number => {
    const [major = '1', minor = '0'] = text.split('.');
    return Number(major) * 1_000 + Number(minor);
  };
  const [newest, oldest] = ['1.41', '1.40'].map(number) as [number, number];
  if (number(theirs) < oldest) {
    throw new EngineError(
      0,
      `The engine is too old: it speaks version ${theirs} of its interface, 1.40 is needed.`,
    );
  }
  if (number(least) > newest) return least;
  return number(theirs) < newest ? theirs : '1.41';
}
