import { Table } from '@mantine/core';
import type { DeadLetterGroup } from '#contracts/http/dead-letters.schema.js';
import { Message } from '../states/states.js';
import { texts } from '../words/texts.js';
import { ago } from '../words/time.js';
import { groupName, reasonName, senderOf } from './letter-details.js';

const { letters: words } = texts.operations;

/** The events that could not be used, by sender and reason. */
export function LetterGroups({
  groups,
  total,
  chosen,
  onChoose,
}: {
  readonly groups: readonly DeadLetterGroup[];
  readonly total: number;
  readonly chosen: string | null;
  readonly onChoose: (name: string) => void;
}) {
  const [reason, events, from, last] = words.columns;
  return (
    <section className="card" id="letters">
      <div className="card-head">
        <h2>{words.title}</h2>
        <span className="secondary">{total}</span>
      </div>
      {groups.length === 0 ? (
        <Message title={words.none}>{words.noneHint}</Message>
      ) : (
        <Table className="dates">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{reason}</Table.Th>
              <Table.Th>{from}</Table.Th>
              <Table.Th className="number">{events}</Table.Th>
              <Table.Th>{last}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {groups.map((group) => {
              const name = groupName(group);
              return (
                <Table.Tr
                  key={name}
                  className={name === chosen ? 'chosen' : ''}
                  onClick={() => onChoose(name)}
                >
                  <Table.Td>
                    <button
                      type="button"
                      className="row-button"
                      aria-pressed={name === chosen}
                      onClick={() => onChoose(name)}
                    >
                      <b>{reasonName(group.reason)}</b>
                      <span className="small secondary mono">{group.types.join(', ')}</span>
                    </button>
                  </Table.Td>
                  <Table.Td>{senderOf(group)}</Table.Td>
                  <Table.Td className="number">{group.count}</Table.Td>
                  <Table.Td>{ago(group.lastFailedAt, Date.now())}</Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      )}
    </section>
  );
}
