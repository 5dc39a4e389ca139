// Loaded into the server with `--import`: on SIGUSR2 writes the lag of its event loop since the last one.
import { writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';

const lag = monitorEventLoopDelay({ resolution: 1 });
lag.enable();
process.on('SIGUSR2', () => {
  const [p50, p99, max] = [lag.percentile(50), lag.percentile(99), lag.max].map((ns) => ns / 1e6);
  writeFileSync(process.env.TURNPIKE_BENCH_LAG, JSON.stringify({ p50, p99, max }));
  lag.reset();
});
