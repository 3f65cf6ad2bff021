const product = '^(apps|libs|workflows)/';
const unitTest = '[.]spec[.]tsx?$';

/** The only places from which `from` may import; unit tests beside the code are free to use more. */
const onlyFrom = (name, comment, from, allowed, except = []) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: [unitTest, ...except] },
  to: { pathNot: [from, ...allowed] },
});

const never = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** Product code outside `owner` never imports a package. */
const onlyImporter = (owner, packages) =>
  never(
    `only-${owner.replace(/^\w+\//, '')}-imports-${packages[0].replace(/^@/, '').replace('/', '-')}`,
    `${owner} is the only importer of ${packages.join(', ')}`,
    { path: product, pathNot: [`^${owner}/`, unitTest] },
    { path: packages.map((name) => `node_modules/${name}/`) },
  );

/** Which libraries a library may lean on; whoever is not listed here is unknown and refused. */
const libraryArrows = {
  domain: [],
  config: ['domain'],
  observability: [],
  contracts: ['domain'],
  products: ['contracts', 'domain'],
  kafka: ['config', 'contracts', 'observability'],
  journal: ['contracts', 'domain'],
  temporal: ['config', 'observability'],
  database: ['config', 'domain', 'observability'],
  register: ['config', 'contracts', 'database', 'domain', 'observability'],
  vault: ['config', 'contracts', 'database', 'domain', 'observability'],
  partners: ['config', 'contracts', 'database', 'domain', 'observability'],
  'dead-letters': [
    'contracts',
    'database',
    'domain',
    'kafka',
    'observability',
    'partners',
    'register',
  ],
  access: ['config', 'contracts', 'database', 'domain', 'observability'],
  signatures: ['config', 'contracts', 'database', 'domain', 'observability'],
};

const betweenLibraries = Object.entries(libraryArrows).map(([library, allowed]) =>
  never(
    `${library}-keeps-its-arrows`,
    `libs/${library} leans on ${allowed.join(', ') || 'no other library'}, and on no app or workflow`,
    { path: `^libs/${library}/`, pathNot: unitTest },
    {
      path: '^(apps|libs|workflows|test|bench)/',
      pathNot: [library, ...allowed].map((name) => `^libs/${name}/`),
    },
  ),
);

module.exports = {
  forbidden: [
    onlyFrom(
      'domain-imports-nothing',
      'The domain is pure: no package, no Node module, no other library',
      '^libs/domain/',
      [],
    ),
    onlyFrom(
      'contracts-import-little',
      'Schemas and parsing are pure functions over zod',
      '^libs/contracts/',
      ['^libs/', 'node_modules/zod/'],
      ['^libs/contracts/src/json-schema/write-schemas[.]ts$', '^libs/contracts/src/client/'],
    ),
    ...betweenLibraries,
    never(
      'every-library-has-arrows',
      'A new library is drawn into libraryArrows before it is used',
      { path: product },
      { path: '^libs/', pathNot: Object.keys(libraryArrows).map((name) => `^libs/${name}/`) },
    ),
    onlyFrom(
      'workflows-import-little',
      'Workflow code replays for years: the domain, Temporal and two pure pinned packages',
      '^workflows/',
      [
        '^libs/(domain|contracts)/',
        'node_modules/@temporalio/(workflow|common)/',
        'node_modules/@noble/hashes/',
        'node_modules/canonicalize/',
      ],
    ),
    never(
      'workflows-import-only-types-of-contracts',
      'Schemas do not belong in the workflow bundle',
      { path: '^workflows/', pathNot: unitTest },
      { path: '^libs/contracts/', dependencyTypesNot: ['type-only'] },
    ),
    never(
      'workflows-are-reached-by-their-messages',
      'Only the worker loads workflow code; others know its messages, search attributes, hash and the protocols it knows',
      { path: '^(apps|libs)/', pathNot: ['^apps/treatment-worker/', unitTest] },
      {
        path: '^workflows/',
        pathNot: [
          '^workflows/journey/(messages|search-attributes|digest|known-protocols)[.]ts$',
          '^workflows/alarm-path/messages[.]ts$',
          '^workflows/notices/messages[.]ts$',
        ],
      },
    ),
    never(
      'apps-never-import-apps',
      'One folder, one process: what two need is a library',
      { path: '^apps/([^/]+)/' },
      { path: '^apps/', pathNot: '^apps/$1/' },
    ),
    never(
      'only-the-worker-reaches-temporal-worker',
      'The worker is a native module of some weight; who only signals or asks never loads it',
      { path: '^apps/', pathNot: ['^apps/treatment-worker/', unitTest] },
      { path: 'node_modules/@temporalio/(worker|core-bridge|testing)/', reachable: true },
    ),
    never(
      'simulator-is-an-outsider',
      'The simulator reaches a journey only as a real partner or person can: Kafka, the API, and a hash to sign',
      { path: '^apps/partner-simulator/', pathNot: unitTest },
      {
        path: [
          '^libs/',
          '^(workflows|test|bench)/',
          'node_modules/(@temporalio|pg|kysely|kafkajs)/',
        ],
        pathNot: [
          '^libs/(config|observability|contracts|domain|kafka|partners|products)/',
          '^libs/signatures/src/signed-hash[.]ts$',
        ],
      },
    ),
    never(
      'page-knows-the-pure-alone',
      'The page runs in a browser: of our own code it knows the pure domain, and contracts as types',
      { path: '^apps/coordinator-web/', pathNot: unitTest },
      {
        path: ['^(libs|workflows|test|bench)/', 'node_modules/@(nestjs|temporalio)/'],
        pathNot: ['^libs/domain/', '^libs/contracts/'],
      },
    ),
    never(
      'page-imports-only-types-of-contracts',
      'Schemas check what comes in at the server; a browser needs their types alone',
      { path: '^apps/coordinator-web/', pathNot: unitTest },
      { path: '^libs/contracts/', dependencyTypesNot: ['type-only'] },
    ),
    onlyImporter('libs/kafka', ['kafkajs']),
    onlyImporter('libs/database', ['pg']),
    never(
      'only-temporal-imports-temporalio-worker',
      'libs/temporal hosts workers; the worker app bundles workflows',
      { path: product, pathNot: ['^libs/temporal/', '^apps/treatment-worker/', unitTest] },
      { path: 'node_modules/@temporalio/worker/' },
    ),
    never(
      'invariant-checker-shares-no-code',
      'An oracle that shares code with the product shares its mistakes',
      { path: '^test/invariants/', pathNot: unitTest },
      { path: '^(apps|libs|workflows|bench|test/(?!invariants/))' },
    ),
    never(
      'product-never-imports-tests',
      'Code that runs in production knows no test',
      { path: product, pathNot: unitTest },
      { path: ['^(test|bench)/', unitTest] },
    ),
    never(
      'product-runs-without-development-packages',
      'What services import is installed in production; the local stack and the writer of the client are for development, the page is built before',
      {
        path: product,
        pathNot: ['^apps/(local-stack|coordinator-web)/', '^libs/contracts/src/client/', unitTest],
      },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['npm', 'type-only'] },
    ),
    never('no-cycles', 'Two files that need each other are one, or three', {}, { circular: true }),
    never(
      'no-orphans',
      'A file that imports nothing and that nothing imports is dead',
      { orphan: true, pathNot: ['[.]d[.]ts$', unitTest] },
      {},
    ),
    never('no-unresolvable', 'Every import leads somewhere', {}, { couldNotResolve: true }),
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|coverage|[.]local)/' },
    moduleSystems: ['es6', 'cjs'],
    enhancedResolveOptions: {
      conditionNames: ['source', 'import', 'node', 'default'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'],
    },
  },
};
