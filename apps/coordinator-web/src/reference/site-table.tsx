import { Table } from '@mantine/core';
import type { Site } from '../api/queries.js';
import { productShort } from '../words/names.js';
import { texts } from '../words/texts.js';

const { columns } = texts.reference;

/** The sites of the network: where they are, and which products they may give. */
export function SiteTable({ sites }: { readonly sites: readonly Site[] }) {
  return (
    <Table className="dates">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{columns.site}</Table.Th>
          <Table.Th>{columns.jurisdiction}</Table.Th>
          <Table.Th>{columns.zone}</Table.Th>
          <Table.Th>{columns.qualified}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {sites.map(({ id, name, jurisdiction, zone, qualifiedFor }) => (
          <Table.Tr key={id}>
            <Table.Th scope="row">{name}</Table.Th>
            <Table.Td>{jurisdiction}</Table.Td>
            <Table.Td>{zone}</Table.Td>
            <Table.Td>{qualifiedFor.map(productShort).join(', ')}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
