import { Table } from '@mantine/core';
import { useProducts, useSites } from '../api/queries.js';
import { Loaded } from '../states/states.js';
import { StatusWord } from '../status/status-word.js';
import { indicationName, productShort } from '../words/names.js';
import { texts } from '../words/texts.js';
import { shortDate } from '../words/time.js';
import { SiteTable } from './site-table.js';

const { reference: words } = texts;

/** Products with their rules, and sites, as they are in force. */
export function ReferenceScreen() {
  const products = useProducts();
  const sites = useSites();
  const { columns } = words;
  return (
    <div className="screen">
      <div className="screen-head">
        <h1>{words.title}</h1>
        <span className="secondary">{words.says}</span>
      </div>
      <section className="card">
        <div className="card-head">
          <h2>{words.products}</h2>
        </div>
        <Loaded query={products} what={words.products}>
          {(items) => (
            <Table className="dates">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{columns.product}</Table.Th>
                  <Table.Th>{columns.indication}</Table.Th>
                  <Table.Th>{columns.jurisdiction}</Table.Th>
                  <Table.Th>{columns.from}</Table.Th>
                  <Table.Th className="number">{columns.numbers}</Table.Th>
                  <Table.Th className="number">{columns.unverified}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {items.flatMap(({ id, name, versions }) =>
                  versions.map((version, index) => (
                    <Table.Tr key={version.rulesId}>
                      {index === 0 && (
                        <Table.Th scope="rowgroup" rowSpan={versions.length} className="group-head">
                          {productShort(id)}
                          <br />
                          <span className="small secondary plain-weight">{name}</span>
                        </Table.Th>
                      )}
                      <Table.Td>{indicationName(version.indication)}</Table.Td>
                      <Table.Td>{version.jurisdiction}</Table.Td>
                      <Table.Td>{shortDate(version.effectiveFrom, 'UTC', 0)}</Table.Td>
                      <Table.Td className="number">{version.numbers}</Table.Td>
                      <Table.Td className="number">
                        {version.unverified === 0 ? (
                          <StatusWord status="met" plain>
                            0
                          </StatusWord>
                        ) : (
                          <StatusWord status="due">{version.unverified}</StatusWord>
                        )}
                      </Table.Td>
                    </Table.Tr>
                  )),
                )}
              </Table.Tbody>
            </Table>
          )}
        </Loaded>
      </section>
      <section className="card">
        <div className="card-head">
          <h2>{words.sites}</h2>
        </div>
        <Loaded query={sites} what={words.sites}>
          {(items) => <SiteTable sites={items} />}
        </Loaded>
      </section>
    </div>
  );
}
