import { Modal, Switch } from '@mantine/core';
import { texts } from '../words/texts.js';
import { Key, useKeys } from './keys.js';
import type { Screen } from './screens.js';

/** All keys, and the switch for who cannot have single letters act. */
export function KeyList({
  screens,
  isOpen,
  onClose,
}: {
  readonly screens: readonly Screen[];
  readonly isOpen: boolean;
  readonly onClose: () => void;
}) {
  const { shown, lettersAct, letLettersAct } = useKeys();
  const { keys: words } = texts;
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={words.title}
      closeButtonProps={{ 'aria-label': texts.states.close }}
    >
      <div className="stack">
        {shown.length > 0 && <h3>{words.here}</h3>}
        {shown
          .filter(({ shown: keys }) => keys.length > 0)
          .map(({ shown: keys, says }) => (
            <KeyLine key={says} keys={keys} says={says} />
          ))}
        <h3>{words.everywhere}</h3>
        <KeyLine keys={['/']} says={words.search} />
        {screens.map(({ letter, name }) => (
          <KeyLine key={letter} keys={['G', letter.toUpperCase()]} says={name} />
        ))}
        <Switch
          label={words.singleLetters}
          description={words.singleLettersHint}
          checked={lettersAct}
          onChange={(event) => letLettersAct(event.currentTarget.checked)}
        />
      </div>
    </Modal>
  );
}

function KeyLine({ keys, says }: { readonly keys: readonly string[]; readonly says: string }) {
  return (
    <span className="row">
      {keys.map((key) => (
        <Key key={key}>{key}</Key>
      ))}
      {says}
    </span>
  );
}
