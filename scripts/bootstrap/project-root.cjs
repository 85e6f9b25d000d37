// Where the clone is, seen from scripts/bootstrap.
const path = require('node:path');

module.exports = { PROJECT_ROOT: path.resolve(__dirname, '..', '..') };
