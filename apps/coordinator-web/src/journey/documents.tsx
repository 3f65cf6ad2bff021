import { Button } from '@mantine/core';
import { IconDownload, IconPrinter } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { flushSync } from 'react-dom';
import { rolesAt } from '../access/person.js';
import { useSession } from '../access/session.js';
import type { Status } from '../api/queries.js';
import { texts } from '../words/texts.js';
import { saveCustodyFile } from './custody-file.js';
import { CustodyRecord } from './custody-record.js';
import { NextStepsSheet } from './next-steps-sheet.js';

const { documents: words } = texts;
type Sheet = 'next-steps' | 'custody';

/** What can be printed of a journey, as it will look on paper. */
export function Documents({ status, zone }: { readonly status: Status; readonly zone: string }) {
  const [sheet, setSheet] = useState<Sheet>('next-steps');
  const print = (wanted: Sheet): void => {
    flushSync(() => setSheet(wanted));
    window.print();
  };
  return (
    <div className="two-columns documents">
      <div className="column no-print">
        <Choice
          title={words.nextSteps}
          hint={words.nextStepsHint}
          onShow={() => setSheet('next-steps')}
          onPrint={() => print('next-steps')}
        />
        <Choice
          title={words.custody}
          hint={words.custodyHint}
          onShow={() => setSheet('custody')}
          onPrint={() => print('custody')}
        />
        <CustodyFile status={status} />
      </div>
      <div className="paper" data-mantine-color-scheme="light">
        {sheet === 'next-steps' ? (
          <NextStepsSheet status={status} zone={zone} />
        ) : (
          <CustodyRecord status={status} zone={zone} />
        )}
      </div>
    </div>
  );
}

function Choice({
  title,
  hint,
  onShow,
  onPrint,
}: {
  readonly title: string;
  readonly hint: string;
  readonly onShow: () => void;
  readonly onPrint: () => void;
}) {
  return (
    <section className="card">
      <div className="card-body stack">
        <h2>{title}</h2>
        <p className="secondary">{hint}</p>
        <div className="row">
          <Button onClick={onShow}>{words.show}</Button>
          <Button variant="filled" leftSection={<IconPrinter size={16} />} onClick={onPrint}>
            {words.print}
          </Button>
        </div>
      </div>
    </section>
  );
}

/** The whole record as a file that is checked without any server. */
function CustodyFile({ status }: { readonly status: Status }) {
  const { person } = useSession();
  const save = useMutation({ mutationFn: () => saveCustodyFile(status.journeyId) });
  const held = rolesAt(person, Object.values(status.sites));
  if (!held.some((role) => role === 'quality' || role === 'auditor')) return null;
  return (
    <section className="card">
      <div className="card-body stack">
        <h2>{words.file}</h2>
        <p className="secondary">{words.fileHint}</p>
        <div>
          <Button leftSection={<IconDownload size={16} />} onClick={() => save.mutate()}>
            {words.save}
          </Button>
        </div>
        {save.error !== null && (
          <p role="alert" className="tone-overdue">
            {save.error.message}
          </p>
        )}
      </div>
    </section>
  );
}
