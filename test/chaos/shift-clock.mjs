// Loaded into a process of the platform: after a moment its wall clock jumps by TURNPIKE_TEST_CLOCK_MS.
const jump = Number(process.env.TURNPIKE_TEST_CLOCK_MS ?? 0);
const real = globalThis.Date;
let shift = 0;
class ShiftedDate extends real {
  constructor(...args) {
    if (args.length === 0) super(real.now() + shift);
    else super(...args);
  }
  static now() {
    return real.now() + shift;
  }
}
globalThis.Date = ShiftedDate;
setTimeout(() => (shift = jump), 500 + Math.random() * 2000).unref();
