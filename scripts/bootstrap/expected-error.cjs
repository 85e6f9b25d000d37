// The bootstrap's own form of UserError (src/util/user-error.ts), which is not compiled yet here.

/**
 * Makes an error that is shown as its message alone, without a stack trace.
 *
 * @param {string} message what is wrong and what to do, one line
 * @returns {Error}
 */
function expectedError(message) {
  return Object.assign(new Error(message), { isExpected: true });
}

/**
 * Names the usual reasons for which a tool that downloads or writes gives up.
 *
 * @param {string} output what the tool printed
 * @returns {'disk' | 'permission' | 'network' | undefined}
 */
function recogniseFailure(output) {
  if (/ENOSPC|no space left|EDQUOT|quota exceeded/i.test(output)) return 'disk';
  if (/EACCES|EPERM|EROFS|permission denied|read-only file system/i.test(output)) {
    return 'permission';
  }
  const network = [
    'ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|ENETUNREACH|EHOSTUNREACH',
    'connection broken|failed to establish|name resolution|name or service not known',
    'ENOTCACHED|network|socket|certificate|proxy|timed out',
  ].join('|');
  if (new RegExp(network, 'i').test(output)) {
    return 'network';
  }
  return undefined;
}

module.exports = { expectedError, recogniseFailure };
