import { Table } from '@mantine/core';
import type { Reader } from '#contracts/http/operations-overview.schema.js';
import { StatusWord } from '../status/status-word.js';
import { texts } from '../words/texts.js';

const { operations: words } = texts;

/** The reader with most left to read; undefined where the brokers say nothing. */
export function slowestOf(
  readers: readonly Reader[],
): { readonly name: string; readonly behind: number } | undefined {
  return readers
    .flatMap(({ name, behind }) => (behind === null ? [] : [{ name, behind }]))
    .toSorted((a, b) => b.behind - a.behind)[0];
}

/** How far each reader of topics is. */
export function Readers({ readers }: { readonly readers: readonly Reader[] }) {
  const [name, behind, state] = words.readers.columns;
  return (
    <section className="card">
      <div className="card-head">
        <h2>{words.readers.title}</h2>
      </div>
      <Table className="dates">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{name}</Table.Th>
            <Table.Th className="number">{behind}</Table.Th>
            <Table.Th>{state}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {readers.map((reader) => (
            <Table.Tr key={reader.name}>
              <Table.Th scope="row">
                <span className="mono">{reader.name}</span>
                <br />
                <span className="small secondary plain-weight">{reader.reads}</span>
              </Table.Th>
              <Table.Td className="number">{reader.behind ?? '–'}</Table.Td>
              <Table.Td>
                {reader.behind === null ? (
                  words.notSaid
                ) : reader.behind === 0 ? (
                  <StatusWord status="met">{words.keepsUp}</StatusWord>
                ) : (
                  <StatusWord status="current">{words.catchesUp}</StatusWord>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}
