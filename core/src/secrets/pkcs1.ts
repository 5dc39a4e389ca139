/** Takes off RSA PKCS#1 v1.5 encryption padding (RFC 8017, 7.2.2): `00 02`, eight or more filled bytes, `00`. */
export function unpadPkcs1(block: Uint8Array): Buffer {
  const end = block.indexOf(0, 2);
  if (block[0] !== 0 || block[1] !== 2 || end < 10) throw new Error('The padding is not valid.');
  return Buffer.from(block.subarray(end + 1));
}
