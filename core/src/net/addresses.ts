import { BlockList, isIP, isIPv6 } from 'node:net';

/** Networks that a URL of a user must not lead to (IANA special-purpose registries). */
const FORBIDDEN_V4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
];
/** `::ffff:0:0/96` and `64:ff9b::/96` are judged by the IPv4 address inside. */
const FORBIDDEN_V6 = [
  '::/96',
  '64:ff9b:1::/48',
  '100::/64',
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  '3fff::/20',
  '5f00::/16',
  'fc00::/7',
  'fe80::/10',
  'fec0::/10',
  'ff00::/8',
];

function blockList(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) addNetwork(list, network);
  return list;
}

/** Adds `10.0.0.0/8` or a single address; false if the text is neither. */
export function addNetwork(list: BlockList, network: string): boolean {
  const [address = '', bits, rest] = network.split('/');
  const version = isIP(address);
  if (version === 0 || rest !== undefined) return false;
  const family = version === 6 ? 'ipv6' : 'ipv4';
  if (bits === undefined) list.addAddress(address, family);
  else {
    const length = Number(bits);
    if (!/^\d{1,3}$/.test(bits) || length > (version === 6 ? 128 : 32)) return false;
    list.addSubnet(address, length, family);
  }
  return true;
}

const forbidden = blockList([...FORBIDDEN_V4, ...FORBIDDEN_V6]);

/** The sixteen bytes of an IPv6 address as eight numbers. The address must be valid. */
function groups(address: string): readonly number[] {
  const dotted = /^(.*:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(address.replace(/%.*$/, ''));
  const text = dotted
    ? `${dotted[1]}${hex(dotted[2], dotted[3])}:${hex(dotted[4], dotted[5])}`
    : address.replace(/%.*$/, '');
  const [head = '', tail] = text.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const middle = tail === undefined ? [] : Array(8 - left.length - right.length).fill('0');
  return [...left, ...middle, ...right].map((part) => Number.parseInt(part, 16));
}

function hex(high: string | undefined, low: string | undefined): string {
  return (Number(high) * 256 + Number(low)).toString(16);
}

/** The IPv4 address inside a mapped (`::ffff:`) or translated (`64:ff9b::`) one; else undefined. */
export function embeddedIPv4(address: string): string | undefined {
  if (!isIPv6(address)) return undefined;
  const parts = groups(address);
  const mapped = parts.slice(0, 5).every((part) => part === 0) && parts[5] === 0xffff;
  const translated =
    parts[0] === 0x64 && parts[1] === 0xff9b && parts.slice(2, 6).every((part) => part === 0);
  if (!mapped && !translated) return undefined;
  const [high = 0, low = 0] = parts.slice(6);
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

/** Is this numeric address one that the public internet never needs? */
export function isForbiddenAddress(address: string): boolean {
  const plain = embeddedIPv4(address) ?? address.replace(/%.*$/, '');
  const version = isIP(plain);
  return version === 0 || forbidden.check(plain, version === 6 ? 'ipv6' : 'ipv4');
}
