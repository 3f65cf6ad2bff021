import { Button, Menu, Modal, TextInput } from '@mantine/core';
import { useDisclosure, useLocalStorage } from '@mantine/hooks';
import { IconBookmark, IconChevronDown, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { texts } from '../words/texts.js';

const { savedViews: words, states } = texts;

type SavedView<Filter> = { readonly name: string; readonly filter: Filter };

/** Filters that somebody keeps under a name, on this device. */
export function SavedViews<Filter extends object>({
  screen,
  current,
  onOpen,
}: {
  readonly screen: string;
  readonly current: Filter;
  readonly onOpen: (filter: Filter) => void;
}) {
  const [views, setViews] = useLocalStorage<readonly SavedView<Filter>[]>({
    key: `views.${screen}`,
    defaultValue: [],
  });
  const [isNaming, { open, close }] = useDisclosure(false);
  const [name, setName] = useState('');
  const keep = (): void => {
    const others = views.filter((view) => view.name !== name.trim());
    setViews([...others, { name: name.trim(), filter: current }]);
    setName('');
    close();
  };
  return (
    <>
      <Menu>
        <Menu.Target>
          <Button
            leftSection={<IconBookmark size={16} />}
            rightSection={<IconChevronDown size={14} />}
          >
            {words.button}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {views.length === 0 && <Menu.Label>{words.none}</Menu.Label>}
          {views.map((view) => (
            <Menu.Item key={view.name} onClick={() => onOpen(view.filter)}>
              {view.name}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item onClick={open}>{words.keep}</Menu.Item>
          {views.map((view) => (
            <Menu.Item
              key={view.name}
              leftSection={<IconTrash size={15} />}
              onClick={() => setViews(views.filter((one) => one.name !== view.name))}
            >
              {words.remove(view.name)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={isNaming}
        onClose={close}
        title={words.title}
        closeButtonProps={{ 'aria-label': states.close }}
      >
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            if (name.trim() !== '') keep();
          }}
        >
          <TextInput
            label={words.name}
            description={words.nameHint}
            data-autofocus
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
          <Button type="submit" variant="filled">
            {words.save}
          </Button>
        </form>
      </Modal>
    </>
  );
}
