const oldestNode = 20;

if (Number(process.versions.node.split('.')[0]) < oldestNode) {
  process.stderr.write(
    `Node ${process.versions.node} is too old.\nInstall Node ${oldestNode} or newer (https://nodejs.org), then start again.\n`,
  );
  process.exit(1);
}

const { bootstrap } = await import('./bootstrap/bootstrap.mjs');
await bootstrap(process.argv.slice(2));
