import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import type { JourneyFilter } from '../api/queries.js';
import { stations } from '../track/track-model.js';
import { holdName } from '../words/names.js';
import { texts } from '../words/texts.js';
import { Choice, FilterWords } from './choice.js';
import { PlaceFilters } from './place-filters.js';

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
  return (
    <>
      <PlaceFilters stages={[...stations, 'closed']} filter={filter} onChange={onChange} />
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
