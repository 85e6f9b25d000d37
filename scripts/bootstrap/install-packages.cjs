// npm packages exactly as the lock file says, and no install script of any of them.
const fs = require('node:fs');
const path = require('node:path');
const { expectedError, recogniseFailure } = require('./expected-error.cjs');
const { PROJECT_ROOT } = require('./project-root.cjs');
const { runTool } = require('./run-tool.cjs');

const PROGRESS_INTERVAL_MS = 1000;

/** Reads the packages of a lock file, or undefined where it is missing or unreadable. */
function readPackages(lockFile) {
  try {
    return JSON.parse(fs.readFileSync(lockFile, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/**
 * Compares the lock file with npm's record of what it installed. npm writes that record as its
 * last act, so that an installation which was cut off counts as missing.
 *
 * @param {Record<string, {version?: string, integrity?: string, optional?: boolean, link?: boolean}> | undefined} locked
 * @param {typeof locked} installed
 * @returns {boolean}
 */
function packagesMatch(locked, installed) {
  if (locked === undefined || installed === undefined) return false;
  for (const [place, wanted] of Object.entries(locked)) {
    if (place === '') continue;
    const found = installed[place];
    // Optional packages for other platforms are not installed.
    if (found === undefined && wanted.optional === true) continue;
    if (found?.version !== wanted.version || found?.integrity !== wanted.integrity) return false;
  }
  return Object.keys(installed).every((place) => place in locked);
}

/** The npm that runs this script, else the one on the path. */
function findNpm() {
  const own = process.env.npm_execpath;
  if (own !== undefined && /npm-cli\.c?js$/.test(own)) {
    return { file: process.execPath, args: [own], shell: false };
  }
  return process.platform === 'win32'
    ? { file: 'npm.cmd', args: [], shell: true }
    : { file: 'npm', args: [], shell: false };
}

function explain(output) {
  switch (recogniseFailure(output)) {
    case 'disk':
      return `The disk of ${PROJECT_ROOT} is full: free about 1 GB there and run this again.`;
    case 'permission':
      return `The folder ${PROJECT_ROOT} can't be written: make it yours (chown, chmod) or clone somewhere else, then run this again.`;
    case 'network':
      return 'The npm registry can\'t be reached: check the network, or npm\'s "registry" and "proxy" settings, then run this again.';
    default:
      return `npm ci failed (above): run "npm ci --ignore-scripts" to look into it.`;
  }
}

/**
 * Makes node_modules what package-lock.json says; does nothing where it is already.
 *
 * @param {ReturnType<typeof import('./report.cjs').createReport>} report
 */
async function installPackages(report) {
  const modules = path.join(PROJECT_ROOT, 'node_modules');
  const locked = readPackages(path.join(PROJECT_ROOT, 'package-lock.json'));
  if (packagesMatch(locked, readPackages(path.join(modules, '.package-lock.json')))) return;

  // A linked node_modules belongs to another clone (git worktrees): npm would empty it.
  if (fs.lstatSync(modules, { throwIfNoEntry: false })?.isSymbolicLink()) {
    report.note('packages', 'node_modules is a link, used as it is');
    return;
  }

  const step = report.begin('packages', 'installing with npm ci, 560 MB on disk');
  const npm = findNpm();
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const run = (args) =>
    runTool(npm.file, [...npm.args, ...args, ...flags], { cwd: PROJECT_ROOT, shell: npm.shell });
  const startMs = Date.now();
  const timer = setInterval(() => {
    const seconds = Math.round((Date.now() - startMs) / 1000);
    step.update(`installing with npm ci, 560 MB on disk, ${seconds} s so far`);
  }, PROGRESS_INTERVAL_MS);
  // Without a network npm ci tries every package for minutes; one look-up tells in seconds.
  const hasRegistry = async () => {
    const limits = ['--fetch-retries=1', '--fetch-retry-mintimeout=1000', '--fetch-timeout=5000'];
    return (await run(['view', 'typescript', 'version', ...limits])).exitCode === 0;
  };
  const install = async () => {
    const source = (await hasRegistry()) ? '--prefer-offline' : '--offline';
    const first = await run(['ci', source]);
    // What npm remembers of a package may be older than the version that is wanted.
    return /ETARGET/.test(first.output) && source === '--prefer-offline'
      ? run(['ci', '--prefer-online'])
      : first;
  };
  const { exitCode, output } = await install().finally(() => clearInterval(timer));
  if (exitCode !== 0) {
    step.failed('failed');
    const message = explain(output);
    if (recogniseFailure(output) === undefined) report.show(output);
    throw expectedError(message);
  }
  step.done(`${Object.keys(locked ?? {}).length - 1} in the lock file, installed`);
}

module.exports = { installPackages, packagesMatch };
