/** A product file that is not what its schema asks for; `file` is its name, `detail` says where and what. */
export class ProductDefinitionError extends Error {
  readonly code = 'product-definition-invalid';

  constructor(
    readonly file: string,
    readonly detail: string,
  ) {
    super(`Product definition ${file} is invalid: ${detail}`);
    this.name = 'ProductDefinitionError';
  }
}

/** What rules were asked for. */
export type RulesWanted = {
  readonly product: string;
  readonly indication: string;
  readonly jurisdiction: string;
  readonly date: string;
};

/** No version of a product is in force for this indication, jurisdiction and date. */
export class NoRulesInForceError extends Error {
  readonly code = 'no-rules-in-force';

  constructor(readonly wanted: RulesWanted) {
    super(
      `No rules of ${wanted.product} for ${wanted.indication} are in force in ${wanted.jurisdiction} on ${wanted.date}`,
    );
    this.name = 'NoRulesInForceError';
  }
}
