// Compiles TypeScript into dist/, which is also the type check.
const crypto = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');
const { expectedError } = require('./expected-error.cjs');
const { PROJECT_ROOT } = require('./project-root.cjs');
const { runTool } = require('./run-tool.cjs');

const SOURCE_FOLDERS = ['src', 'test', 'scripts'];
const DIST = path.join(PROJECT_ROOT, 'dist');
const STAMP = path.join(DIST, '.build.json');
const STAGING_PREFIX = '.dist-';

/** Lists files below a folder, as paths relative to it, in a fixed order. */
function listFiles(folder) {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath ?? entry.path, entry.name)))
    .sort();
}

/** Hash of everything that the compiler's output depends on. */
function hashSources() {
  const hash = crypto.createHash('sha256');
  const add = (file) => {
    hash
      .update(`${file}\0`)
      .update(fs.readFileSync(path.join(PROJECT_ROOT, file)))
      .update('\0');
  };
  add('tsconfig.json');
  add('package.json');
  add('package-lock.json');
  for (const folder of SOURCE_FOLDERS) {
    for (const file of listFiles(path.join(PROJECT_ROOT, folder))) {
      if (file.endsWith('.ts')) add(path.join(folder, file));
    }
  }
  return hash.digest('hex');
}

function readStamp() {
  try {
    return JSON.parse(fs.readFileSync(STAMP, 'utf8'));
  } catch {
    return {};
  }
}

/**
 * Moves freshly compiled files into dist/: only those that changed, each by a rename, so that a
 * run in another terminal never reads half a file, and removes those whose source is gone.
 */
function publish(staging) {
  const fresh = new Set(listFiles(staging));
  for (const file of fresh) {
    const from = path.join(staging, file);
    const to = path.join(DIST, file);
    if (fs.existsSync(to) && fs.readFileSync(from).equals(fs.readFileSync(to))) continue;
    fs.mkdirSync(path.dirname(to), { recursive: true });
    fs.renameSync(from, to);
  }
  for (const folder of SOURCE_FOLDERS) {
    const compiled = path.join(DIST, folder);
    if (!fs.existsSync(compiled)) continue;
    for (const file of listFiles(compiled)) {
      if (!fresh.has(path.join(folder, file))) fs.rmSync(path.join(compiled, file));
    }
  }
  return fresh.size / 2;
}

/**
 * Compiles where a source changed since the last time. A type error leaves dist/ as it was.
 *
 * @param {ReturnType<typeof import('./report.cjs').createReport>} report
 * @returns {Promise<boolean>} whether there was something to compile
 */
async function build(report) {
  const hash = hashSources();
  if (readStamp().hash === hash) return false;

  const step = report.begin('type check', 'compiling');
  for (const entry of fs.readdirSync(PROJECT_ROOT)) {
    if (entry.startsWith(STAGING_PREFIX)) {
      fs.rmSync(path.join(PROJECT_ROOT, entry), { recursive: true, force: true });
    }
  }
  // Beside dist/ and as deep, because source maps hold relative paths.
  const staging = path.join(PROJECT_ROOT, `${STAGING_PREFIX}${process.pid}`);
  try {
    const tsc = path.join(PROJECT_ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
    const { exitCode, output } = await runTool(
      process.execPath,
      [tsc, '-p', PROJECT_ROOT, '--outDir', staging, '--noEmitOnError', '--pretty', 'false'],
      { cwd: PROJECT_ROOT },
    );
    if (exitCode !== 0) {
      step.failed('failed');
      report.show(output);
      throw expectedError('The type check failed (above): correct the sources and run this again.');
    }
    const count = publish(staging);
    fs.writeFileSync(STAMP, JSON.stringify({ hash }));
    step.done(`${count} files compiled`);
    return true;
  } finally {
    fs.rmSync(staging, { recursive: true, force: true });
  }
}

module.exports = { build };
