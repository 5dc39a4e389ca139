/** Process of its own: WebSockets that follow all repositories, and count what they hear. */
import WebSocket from 'ws';

let heard = 0;

async function open(url: string, count: number): Promise<void> {
  for (let at = 0; at < count; at += 1) {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/live`, { perMessageDeflate: false });
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
    socket.on('message', () => (heard += 1));
    socket.send(JSON.stringify({ subscribe: ['repos'] }));
  }
}

process.on('message', (order: { readonly url?: string; readonly count?: number }) => {
  if (order.url === undefined) return void process.send?.(heard);
  open(order.url, order.count ?? 0).then(
    () => process.send?.('open'),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
