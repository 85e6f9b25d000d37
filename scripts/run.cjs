// The entry of every npm script. It runs before anything is installed and on any Node, so it uses
// only syntax that old versions parse, and loads nothing until the version is known to do.
const parts = process.versions.node.split('.').map(Number);
if (parts[0] < 20 || (parts[0] === 20 && parts[1] < 19)) {
  process.stderr.write(
    `Ablate needs Node 20.19 or newer and this is Node ${process.versions.node}: ` +
      'install a newer one from https://nodejs.org (or with nvm, fnm, brew) and run this again.\n',
  );
  process.exit(1);
}
require('./bootstrap/bootstrap.cjs')
  .bootstrap(process.argv[2], process.argv.slice(3))
  .then((exitCode) => {
    process.exitCode = exitCode;
  });
