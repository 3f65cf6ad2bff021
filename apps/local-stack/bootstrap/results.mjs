/**
 * What a run of Jest came to.
 *
 * @typedef {{ readonly code: number, readonly passed: number, readonly failed: number, readonly skipped: number }} Result
 */

/**
 * The result of a run that ended with `code` and wrote these results; undefined when it wrote none. A suite that could not
 * even run counts as one failure.
 *
 * @param {number} code
 * @param {Readonly<Record<string, number>> | undefined} written
 * @returns {Result}
 */
export function resultOf(code, written = {}) {
  return {
    code,
    passed: written['numPassedTests'] ?? 0,
    failed: (written['numFailedTests'] ?? 0) + (written['numRuntimeErrorTestSuites'] ?? 0),
    skipped: (written['numPendingTests'] ?? 0) + (written['numTodoTests'] ?? 0),
  };
}

/**
 * All results as one. A run that ended badly is a failure although no test of any run failed; it fails the whole.
 *
 * @param {readonly Result[]} results
 * @returns {Result}
 */
export function together(results) {
  const sum = (/** @type {'passed' | 'failed' | 'skipped'} */ what) =>
    results.reduce((total, result) => total + result[what], 0);
  const code = results.find((result) => result.code !== 0)?.code ?? 0;
  const failed = sum('failed');
  return {
    code: code === 0 && failed > 0 ? 1 : code,
    passed: sum('passed'),
    failed: code !== 0 && failed === 0 ? 1 : failed,
    skipped: sum('skipped'),
  };
}

/**
 * The line people and programs read: `N passed, N failed`, with `, N skipped` when some were.
 *
 * @param {Result} result
 */
export function inWords({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
