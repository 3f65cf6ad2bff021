import { join } from 'node:path';
import { javaServer } from './maven.js';
import { silent, type Report } from './report.js';
import { versions } from './versions.js';

/**
 * Path of the time-skipping Temporal server for workflow tests, to be given as `existing-path`;
 * `TEMPORAL_TEST_SERVER_PATH` names one that is there already.
 */
export async function findTemporalTestServer(report: Report = silent): Promise<string> {
  const given = process.env['TEMPORAL_TEST_SERVER_PATH'];
  if (given) return given;
  const folder = await javaServer(
    {
      folder: `temporal-test-server-${versions.temporalTestServer}`,
      title: `Temporal test server ${versions.temporalTestServer}`,
      artifacts: [
        {
          group: 'io.temporal',
          name: 'temporal-test-server',
          version: versions.temporalTestServer,
        },
      ],
      programs: { 'temporal-test-server': 'io.temporal.testserver.TestServer' },
    },
    report,
  );
  return join(folder, 'bin', 'temporal-test-server');
}
