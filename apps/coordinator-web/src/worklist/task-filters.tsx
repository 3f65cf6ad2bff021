import { useProducts, useSites } from '../api/queries.js';
import { Choice } from '../journeys/choice.js';
import { stations } from '../track/track-model.js';
import { productShort, siteShort, stageName } from '../words/names.js';
import { texts } from '../words/texts.js';
import type { TaskFilter } from './tasks.js';

const { filters: words } = texts.journeys;

/** Which tasks are shown: of a site, a product, a stage. */
export function TaskFilters({
  filter,
  onChange,
}: {
  readonly filter: TaskFilter;
  readonly onChange: (change: Pick<TaskFilter, 'site' | 'product' | 'stage'>) => void;
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
        options={stations.map((stage) => [stage, stageName(stage)])}
        onChange={(stage) => onChange({ stage })}
      />
    </>
  );
}
