import { Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { PartnerList } from '#contracts/http/reference-data.schema.js';
import { ask } from '../api/http.js';
import { useSites } from '../api/queries.js';
import { SiteTable } from '../reference/site-table.js';
import { Loaded } from '../states/states.js';
import { StatusWord } from '../status/status-word.js';
import { sentenceOf, siteShort } from '../words/names.js';
import { texts } from '../words/texts.js';
import { shortDate } from '../words/time.js';

const { administration: words } = texts;
type Partner = PartnerList['items'][number];

/** Who sends and receives, which sites treat, how patients under way are brought in. */
export function AdministrationScreen() {
  const partners = useQuery({
    queryKey: ['partners'],
    queryFn: async ({ signal }) => (await ask<PartnerList>('/api/v1/partners', { signal })).items,
  });
  const sites = useSites();
  return (
    <div className="screen">
      <div className="screen-head">
        <h1>{words.title}</h1>
        <span className="secondary">{words.says}</span>
      </div>
      <section className="card">
        <div className="card-head">
          <h2>{words.partners}</h2>
          <span className="secondary">{partners.data?.length}</span>
        </div>
        <Loaded query={partners} what={words.partners}>
          {(items) => <Partners items={items} />}
        </Loaded>
      </section>
      <section className="card">
        <div className="card-head">
          <h2>{words.sites}</h2>
          <span className="secondary">{sites.data?.length}</span>
        </div>
        <Loaded query={sites} what={words.sites}>
          {(items) => <SiteTable sites={items} />}
        </Loaded>
      </section>
      <section className="card">
        <div className="card-head">
          <h2>{words.imports}</h2>
        </div>
        <div className="card-body stack">
          <p>{words.importsSays}</p>
          <p className="secondary">
            {words.importsHow} <code className="mono">{words.importsCommand}</code>
          </p>
        </div>
      </section>
    </div>
  );
}

function Partners({ items }: { readonly items: readonly Partner[] }) {
  return (
    <Table className="dates">
      <Table.Thead>
        <Table.Tr>
          {words.partnerColumns.map((column) => (
            <Table.Th key={column}>{column}</Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {items.map(({ id, kind, sites, signaturePolicy, keys, contact }) => (
          <Table.Tr key={id}>
            <Table.Th scope="row">
              {contact.organisation}
              <br />
              <span className="small secondary mono plain-weight">{id}</span>
            </Table.Th>
            <Table.Td>{sentenceOf(kind)}</Table.Td>
            <Table.Td>{sites === '*' ? words.everySite : sites.map(siteShort).join(', ')}</Table.Td>
            <Table.Td>{words.policies[signaturePolicy] ?? sentenceOf(signaturePolicy)}</Table.Td>
            <Table.Td>
              <Keys keys={keys} />
            </Table.Td>
            <Table.Td>
              <a href={`tel:${contact.phone.replaceAll(' ', '')}`}>{contact.phone}</a>
              <br />
              <span className="small secondary">{contact.hours}</span>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

/** The keys that are in force; an ended one is said. */
function Keys({ keys }: Pick<Partner, 'keys'>) {
  const now = Date.now();
  if (keys.length === 0) return <span className="secondary">{words.noKeys}</span>;
  return keys.map(({ kid, validUntil }) => (
    <span key={kid} className="block mono small">
      {validUntil !== undefined && Date.parse(validUntil) < now ? (
        <StatusWord status="due">
          {words.keyUntil(kid, shortDate(validUntil, 'UTC', now))}
        </StatusWord>
      ) : validUntil === undefined ? (
        kid
      ) : (
        words.keyUntil(kid, shortDate(validUntil, 'UTC', now))
      )}
    </span>
  ));
}
