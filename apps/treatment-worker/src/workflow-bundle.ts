import { fileURLToPath } from 'node:url';

/** Where the build leaves the workflows' code and a worker takes it from. */
export const bundleFile = fileURLToPath(new URL('../workflow-bundle.js', import.meta.url));
