import { Button } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { flushSync } from 'react-dom';
import type { Status } from '../api/queries.js';
import { texts } from '../words/texts.js';
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
