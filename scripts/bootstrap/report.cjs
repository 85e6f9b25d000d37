// What set-up shows: one line per part that had to be done, with the time it took. On a terminal
// the line of the part at work is rewritten in place.

const NAME_WIDTH = 12;
const LIVE_INTERVAL_MS = 100;
const PLAIN_INTERVAL_MS = 15_000;

/** @param {number} durationMs */
function formatDuration(durationMs) {
  if (durationMs < 60_000) return `${(durationMs / 1000).toFixed(1)} s`;
  const seconds = Math.round(durationMs / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/**
 * Makes the report that all parts of set-up write to. Nothing is printed for a part that begins
 * nothing, so that a set-up which finds everything done stays quiet.
 *
 * @param {NodeJS.WriteStream} stream standard error, to leave standard output to the command
 */
function createReport(stream) {
  const isLive = stream.isTTY === true;
  const line = (name, text) => `  ${name.padEnd(NAME_WIDTH)} ${text}`;
  let current;

  const clear = () => {
    if (isLive) stream.write('\r\x1b[2K');
  };

  return {
    /** Begins one part; the returned object has to be ended by `done` or `failed`. */
    begin(name, text) {
      const startMs = Date.now();
      let shownMs = startMs;
      current = name;
      stream.write(isLive ? line(name, `${text} ...`) : `${line(name, `${text} ...`)}\n`);
      const end = (outcome) => {
        clear();
        stream.write(`${line(name, `${outcome}, ${formatDuration(Date.now() - startMs)}`)}\n`);
        current = undefined;
      };
      return {
        /** Replaces the text of the part at work, for instance by how far a download is. */
        update(next) {
          const nowMs = Date.now();
          if (nowMs - shownMs < (isLive ? LIVE_INTERVAL_MS : PLAIN_INTERVAL_MS)) return;
          shownMs = nowMs;
          clear();
          stream.write(isLive ? line(name, `${next} ...`) : `${line(name, `${next} ...`)}\n`);
        },
        done: end,
        failed: end,
      };
    },
    /** Shows one line that belongs to no part at work. */
    note(name, text) {
      stream.write(`${line(name, text)}\n`);
    },
    /** Shows output of a tool as it is, for instance the compiler's errors. */
    show(text) {
      clear();
      stream.write(text.endsWith('\n') ? text : `${text}\n`);
    },
    /** Shows why set-up stopped. */
    fail(message) {
      if (current !== undefined) clear();
      stream.write(`${message}\n`);
    },
  };
}

module.exports = { createReport, formatDuration };
