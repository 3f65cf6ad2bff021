import { useProducts, useSites } from '../api/queries.js';
import { productShort, siteShort, stageName } from '../words/names.js';
import { texts } from '../words/texts.js';
import { Choice } from './choice.js';

const { filters: words } = texts.journeys;

/** Where something has to be to be shown. */
type Place = {
  readonly site?: readonly string[] | undefined;
  readonly product?: readonly string[] | undefined;
  readonly stage?: readonly string[] | undefined;
};

/** What is shown: of a site, a product, one of the stages. */
export function PlaceFilters({
  filter,
  stages,
  onChange,
}: {
  readonly filter: Place;
  readonly stages: readonly string[];
  readonly onChange: (change: Place) => void;
}) {
  const { data: sites = [] } = useSites();
  const { data: products = [] } = useProducts();
  return (
    <>
      <Choice
        label={words.site}
        chosen={filter.site}
        options={sites.map(({ id }) => [id, siteShort(id)])}
        onChange={(site) => onChange({ site })}
      />
      <Choice
        label={words.product}
        chosen={filter.product}
        options={products.map(({ id }) => [id, productShort(id)])}
        onChange={(product) => onChange({ product })}
      />
      <Choice
        label={words.stage}
        chosen={filter.stage}
        options={stages.map((stage) => [stage, stageName(stage)])}
        onChange={(stage) => onChange({ stage })}
      />
    </>
  );
}
