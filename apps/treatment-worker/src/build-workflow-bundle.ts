import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode } from '@temporalio/worker';
import { failureConverterPath } from '#temporal/data-converter.js';
import { bundleFile } from './workflow-bundle.js';

const workflowsPath = fileURLToPath(new URL('../../../workflows/index.js', import.meta.url));
// Loaded once a worker and not once a run: no module of ours keeps anything of a journey.
const preloadModules = [workflowsPath];
const { code } = await bundleWorkflowCode({ workflowsPath, failureConverterPath, preloadModules });
await writeFile(bundleFile, code);
