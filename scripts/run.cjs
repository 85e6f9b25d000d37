// The entry of every npm script. It runs before anything is installed and on any Node, so it uses
// only syntax that old versions parse, and loads nothing until the version is known to do.
const parts = process.versions.node.split('.').map(Number);
const oldest = /^>=(\d+)\.(\d+)$/
  .exec(require('../package.json').engines.node)
  .slice(1)
  .map(Number);
if (parts[0] < oldest[0] || (parts[0] === oldest[0] && parts[1] < oldest[1])) {
  process.stderr.write(
    `Ablate needs Node ${oldest.join('.')} or newer and this is Node ${process.versions.node}: ` +
      'install a newer one from https://nodejs.org (or with nvm, fnm, brew) and run this again.\n',
  );
  process.exit(1);
}
require('./bootstrap/bootstrap.cjs')
  .bootstrap(process.argv[2], process.argv.slice(3))
  .then((exitCode) => {
    process.exitCode = exitCode;
  });
