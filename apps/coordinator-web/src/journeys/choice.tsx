import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { texts } from '../words/texts.js';

/** A filter and what it is set to. */
export function FilterWords({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <span>
      {label} <b>{value}</b>
    </span>
  );
}

/** A filter as a button that opens what can be chosen. */
export function Choice({
  label,
  chosen,
  options,
  onChange,
}: {
  readonly label: string;
  readonly chosen: readonly string[] | undefined;
  readonly options: readonly (readonly [value: string, words: string])[];
  readonly onChange: (chosen: readonly string[] | undefined) => void;
}) {
  const [only] = chosen ?? [];
  const word = options.find(([value]) => value === only)?.[1] ?? only;
  return (
    <Menu>
      <Menu.Target>
        <Button rightSection={<IconChevronDown size={14} />}>
          <FilterWords label={label} value={word ?? texts.journeys.filters.any} />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => onChange(undefined)}>{texts.journeys.filters.any}</Menu.Item>
        <Menu.Divider />
        {options.map(([value, text]) => (
          <Menu.Item key={value} onClick={() => onChange([value])}>
            {text}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
