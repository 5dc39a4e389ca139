/** How soon a line that a running job prints is seen by a reader in another process. */
import WebSocket from 'ws';
import { percentile, type Bench, type Figures } from './harness.js';
import { poll } from './support/http-reader.js';
import {
  endOf,
  startDeliveryPlatform,
  type DeliveryPlatform,
} from './support/delivery-platform.js';

const LINES = 100;
/** Prints its own time, and rests for about 40 ms without starting a program. */
const SCRIPT = `exec 9<> <(:); for ((i = 0; i < ${LINES}; i++)); do echo "at=$EPOCHREALTIME"; read -rt 0.0$((RANDOM % 40 + 20)) -u 9 _; done; true`;
const STAMP = /at=(\d+[.,]\d+)\r?\n/g;

interface Setting {
  readonly bench: DeliveryPlatform;
  readonly sha: string;
}

/** Notes when each line is seen first; bytes may come in any pieces. */
function lineWatch(): { add(text: string): void; readonly delays: number[] } {
  let rest = '';
  const delays: number[] = [];
  return {
    delays,
    add(text) {
      const now = performance.timeOrigin + performance.now();
      rest += text;
      let used = 0;
      for (const match of rest.matchAll(STAMP)) {
        delays.push(now - Number(match[1]!.replace(',', '.')) * 1_000);
        used = match.index + match[0].length;
      }
      rest = rest.slice(used);
    },
  };
}

async function begin({ bench, sha }: Setting): Promise<number> {
  const id = bench.lastId + 1;
  await bench.deliver(sha);
  return id;
}

async function polled(setting: Setting): Promise<readonly number[]> {
  const id = await begin(setting);
  const { http } = setting.bench;
  const watch = lineWatch();
  let at = 0;
  let ended = false;
  await poll('the end', async () => {
    const { status, body } = await http.get(`/v3/job/${id}/log.txt`);
    if (status === 200) watch.add(body.subarray(at).toString());
    if (status === 200) at = body.byteLength;
    if (ended) return true;
    ended = watch.delays.length >= LINES && (await endOf(setting.bench, id)) !== undefined;
    return undefined;
  });
  return watch.delays;
}

async function pushed(setting: Setting): Promise<readonly number[]> {
  const { platform, token } = setting.bench;
  const watch = lineWatch();
  const socket = new WebSocket(`${platform.url.replace(/^http/, 'ws')}/live`, {
    headers: { authorization: `token ${token}` },
    perMessageDeflate: false,
  });
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  const id = await begin(setting);
  await poll('the job', async () => {
    const { status, body } = await setting.bench.http.get(`/v3/job/${id}`);
    const state = status === 200 ? (JSON.parse(body.toString()) as { state: string }).state : '';
    return state === 'received' || state === 'started' ? true : undefined;
  });
  socket.on('message', (data: Buffer) => {
    const { log } = JSON.parse(data.toString()) as { log?: { text?: string } };
    if (log?.text) watch.add(log.text);
  });
  socket.send(JSON.stringify({ subscribe: [`log:${id}.1@0`] }));
  await poll('the end', () => endOf(setting.bench, id), 50);
  await poll('all lines', async () => (watch.delays.length >= LINES ? true : undefined));
  socket.close();
  return watch.delays;
}

function figures(name: string, delays: readonly number[], budget: number): Figures {
  // The first lines were printed before anybody could know of the job.
  const sorted = delays.slice(5).toSorted((a, b) => a - b);
  return {
    [`${name}P50`]: { value: percentile(sorted, 50), unit: 'ms' },
    [`${name}P95`]: { value: percentile(sorted, 95), unit: 'ms', budget },
  };
}

export const bench: Bench = {
  name: 'lines',
  summary: 'a line of a running job until it is seen by polling and by WebSocket',
  async setUp(): Promise<Setting> {
    const platform = await startDeliveryPlatform();
    return { bench: platform, sha: platform.commit(SCRIPT) };
  },
  async round(context): Promise<Figures> {
    const setting = context as Setting;
    return {
      ...figures('polled', await polled(setting), 50),
      ...figures('pushed', await pushed(setting), 15),
    };
  },
  tearDown: (context) => (context as Setting).bench.stop(),
};
