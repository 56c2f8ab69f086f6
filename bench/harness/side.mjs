// A side of a comparison: `start()` gives something that runs, or throws NotHere.
//   started.run(count): does the work `count` times over; promises { seconds, answer }.
//   started.version, started.stop().

/** Why a side cannot be compared here, in a word. */
export class NotHere extends Error {}

/** A function of this process: `run(count)` does the work `count` times over; its result is the answer. */
export function own(version, run) {
  return {
    name: version,
    start: async () => ({
      version,
      async run(count) {
        const start = performance.now();
        const answer = await run(count);
        return { seconds: (performance.now() - start) / 1000, answer };
      },
      stop() {},
    }),
  };
}

/** The same side with `times` as much work to do: its time is extrapolated. */
export function extrapolated(side, times) {
  return {
    ...side,
    start: async () => {
      const started = await side.start();
      const run = async (count) => {
        const { seconds, answer } = await started.run(count);
        return { seconds: seconds * times, work: seconds, answer };
      };
      return { ...started, run };
    },
  };
}
