// One set-up at a time per clone: two terminals must not install into one node_modules together.
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { PROJECT_ROOT } = require('./project-root.cjs');

const LOCK_FILE = path.join(PROJECT_ROOT, 'dist', '.set-up.lock');
const HEARTBEAT_MS = 3_000;
const STALE_MS = 20_000;
const POLL_MS = 200;

/** Reads who holds the lock; undefined where nobody does. */
function readHolder(lockFile) {
  try {
    return fs.readFileSync(lockFile, 'utf8');
  } catch {
    return undefined;
  }
}

/** Whether the holder is gone: a dead process of this machine, or no sign of life. */
function isStale(lockFile, holder) {
  try {
    const { pid, host } = JSON.parse(holder);
    if (host === os.hostname() && Number.isInteger(pid)) process.kill(pid, 0);
  } catch (error) {
    if (error.code === 'ESRCH') return true;
  }
  const stat = fs.statSync(lockFile, { throwIfNoEntry: false });
  return stat !== undefined && Date.now() - stat.mtimeMs > STALE_MS;
}

/** Removes a stale lock, unless another process that waits was faster and holds it by now. */
function removeStale(lockFile, holder) {
  const aside = `${lockFile}.${process.pid}`;
  try {
    fs.renameSync(lockFile, aside);
  } catch {
    return;
  }
  if (readHolder(aside) !== holder) fs.copyFileSync(aside, lockFile, fs.constants.COPYFILE_EXCL);
  fs.rmSync(aside);
}

/**
 * Waits until no other set-up works in this clone, then claims it.
 *
 * @param {ReturnType<typeof import('./report.cjs').createReport>} report
 * @param {string} [lockFile]
 * @returns {Promise<() => Promise<void>>} releases the clone; calling it again does nothing
 */
async function lockCheckout(report, lockFile = LOCK_FILE) {
  fs.mkdirSync(path.dirname(lockFile), { recursive: true });
  const content = JSON.stringify({ pid: process.pid, host: os.hostname() });
  let waitsSaid = false;
  for (;;) {
    try {
      fs.writeFileSync(lockFile, content, { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const holder = readHolder(lockFile);
    if (holder === undefined) continue;
    if (isStale(lockFile, holder)) {
      removeStale(lockFile, holder);
      continue;
    }
    if (!waitsSaid) {
      report.note('waiting', 'another set-up is at work in this folder');
      waitsSaid = true;
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }

  const heartbeat = setInterval(() => {
    const now = new Date();
    fs.utimes(lockFile, now, now, () => {});
  }, HEARTBEAT_MS);
  heartbeat.unref();
  let released = false;
  const release = () => {
    if (released) return;
    released = true;
    clearInterval(heartbeat);
    fs.rmSync(lockFile, { force: true });
  };
  process.once('exit', release);
  return async () => release();
}

module.exports = { lockCheckout };
