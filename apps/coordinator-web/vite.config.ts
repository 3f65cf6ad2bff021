import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = fileURLToPath(new URL('.', import.meta.url));
const apiAddress = 'http://127.0.0.1:3000';
const served = ['/api', '/openapi.json', '/docs', '/health'];

export default defineConfig({
  root: here,
  // Of our own code the sources of the domain alone; packages are taken as they are published.
  resolve: {
    alias: [{ find: /^#domain\/(.*)\.js$/, replacement: `${here}../../libs/domain/src/$1.ts` }],
  },
  server: { proxy: Object.fromEntries(served.map((path) => [path, apiAddress])) },
  publicDir: false,
  build: {
    outDir: '../../dist/apps/coordinator-web',
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: false,
    // Small files stay files: the policy of the page allows nothing to be written into it.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // The libraries mark what they may run in a browser; here everything does.
      onLog: (level, log, report) => {
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') report(level, log);
      },
    },
  },
});
