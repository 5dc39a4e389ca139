import { InputError } from '@turnpike/sdk';

const LARGEST_BYTES = 1024 * 1024;

/** What came, as text. Throws InputError where it is too large to be meant. */
export async function textOf(answer: Response, path: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer.body ?? []) {
    size += chunk.byteLength;
    if (size > LARGEST_BYTES)
      throw new InputError(
        'TURNPIKE_INPUT_TOO_LARGE',
        `${path} has more than ${LARGEST_BYTES} bytes.`,
        { file: path, wayOut: `Keep it under ${LARGEST_BYTES} bytes.` },
      );
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
