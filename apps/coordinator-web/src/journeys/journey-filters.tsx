import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { type JourneyFilter, useProducts, useSites } from '../api/queries.js';
import { stations } from '../track/track-model.js';
import { holdName, productShort, siteShort, stageName } from '../words/names.js';
import { texts } from '../words/texts.js';
import { Choice, FilterWords } from './choice.js';

const { filters: words, sort: sortWords } = texts.journeys;
const holdKinds = [
  'identity-mismatch',
  'identity-mismatch-collateral',
  'temperature-excursion',
  'out-of-specification',
  'recall',
  'site-suspended',
  'consent-withdrawn',
  'duplicate-enrolment',
  'deviation',
  'manual',
];
const sorts = ['nextDeadline', 'stageSince', 'enrolledAt'] as const;

/** The filters of the table, each as a button that says what it is set to. */
export function JourneyFilters({
  filter,
  onChange,
}: {
  readonly filter: JourneyFilter;
  readonly onChange: (change: Partial<JourneyFilter>) => void;
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
        options={[...stations, 'closed'].map((stage) => [stage, stageName(stage)])}
        onChange={(stage) => onChange({ stage })}
      />
      <Choice
        label={words.hold}
        chosen={filter.hold}
        options={holdKinds.map((kind) => [kind, holdName(kind)])}
        onChange={(hold) => onChange({ hold })}
      />
      <Button
        aria-pressed={filter.overdue === true}
        onClick={() => onChange({ overdue: filter.overdue === true ? undefined : true })}
      >
        <FilterWords
          label={words.overdue}
          value={filter.overdue === true ? words.only : words.any}
        />
      </Button>
      <Menu>
        <Menu.Target>
          <Button rightSection={<IconChevronDown size={14} />}>
            <FilterWords label={words.sort} value={sortWords[filter.sort ?? 'nextDeadline']} />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {sorts.map((sort) => (
            <Menu.Item
              key={sort}
              onClick={() => onChange({ sort: sort === 'nextDeadline' ? undefined : sort })}
            >
              {sortWords[sort]}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
