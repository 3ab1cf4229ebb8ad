// What a run has made is put away however it ends: at its end, by Ctrl-C, or when it is asked to end.

/** What is still to be put away, the newest last. */
const duties = [];

/** Has `duty` done before the process ends, once; answers a function that does it earlier. */
export function beforeTheEnd(duty) {
  duties.push(duty);
  return () => {
    const place = duties.indexOf(duty);
    return place < 0 ? undefined : duties.splice(place, 1)[0]();
  };
}

/** Goes on at once, and never where the process is being ended: what stopped then was stopped on purpose. */
export function unlessEnding() {
  return ending ? new Promise(() => {}) : Promise.resolve();
}

/** Does all that is still to be done, the newest first: what was made last may stand on what was made before. */
async function putAway() {
  while (duties.length > 0) {
    await duties.pop()();
  }
}

let ending = false;
for (const [signal, number] of [["SIGINT", 2], ["SIGTERM", 15]]) {
  process.on(signal, async () => {
    // A second Ctrl-C finds the work begun already.
    if (ending) {
      return;
    }
    ending = true;
    await putAway().catch((error) => console.error(error));
    process.exit(128 + number);
  });
}
