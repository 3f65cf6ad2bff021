import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode } from '@temporalio/worker';
import { failureConverterPath } from '#temporal/data-converter.js';
import { bundleFile } from './workflow-bundle.js';

const workflowsPath = fileURLToPath(new URL('../../../workflows/index.js', import.meta.url));
const { code } = await bundleWorkflowCode({ workflowsPath, failureConverterPath });
await writeFile(bundleFile, code);
