import { Button, Skeleton } from '@mantine/core';
import { IconAlertOctagonFilled, IconLock, IconSearch, type TablerIcon } from '@tabler/icons-react';
import { type ReactNode, useEffect, useState } from 'react';
import { ProblemError } from '../api/problem.js';
import { texts } from '../words/texts.js';

const slowMs = 1_000;

/** One message where content would stand: what is so, why, what to do. */
export function Message({
  icon: Icon,
  tone,
  title,
  children,
  action,
}: {
  readonly icon?: TablerIcon;
  readonly tone?: string;
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}) {
  return (
    <div className="message" role="status">
      {Icon !== undefined && <Icon size={22} className={`tone-${tone ?? 'ink'}`} aria-hidden />}
      <div className="message-text">
        <h2>{title}</h2>
        {children !== undefined && <p className="secondary">{children}</p>}
      </div>
      {action}
    </div>
  );
}

/** Rows in their final size while the content is on its way; words after a second. */
export function LoadingRows({
  rows = 6,
  height = 34,
}: {
  readonly rows?: number;
  readonly height?: number;
}) {
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), slowMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className="loading" aria-busy="true" aria-label={texts.states.loading}>
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className="loading-row" style={{ height }}>
          <Skeleton height={12} width={`${30 + ((index * 17) % 40)}%`} animate={false} />
        </div>
      ))}
      {isSlow && <p className="quiet small loading-words">{texts.states.slow}</p>}
    </div>
  );
}

/** What could not be loaded, what still works, what to do. */
export function Failure({
  error,
  what,
  onRetry,
}: {
  readonly error: Error;
  readonly what: string;
  readonly onRetry: () => void;
}) {
  const { states } = texts;
  const code = error instanceof ProblemError ? error.code : 'page';
  if (code === 'forbidden')
    return (
      <Message icon={IconLock} tone="blocked" title={states.forbiddenTitle}>
        {states.forbiddenHint}
      </Message>
    );
  if (code === 'unknown-journey')
    return (
      <Message icon={IconSearch} title={states.unknownJourney}>
        {states.unknownHint}
      </Message>
    );
  return (
    <Message
      icon={IconAlertOctagonFilled}
      tone="overdue"
      title={states.failedTitle(what)}
      action={<Button onClick={onRetry}>{states.tryAgain}</Button>}
    >
      {code === 'unreachable' ? states.unreachable : states.failedHint(code)}
    </Message>
  );
}

type Asked<Data> = {
  readonly data: Data | undefined;
  readonly error: Error | null;
  readonly refetch: () => unknown;
};

/** The content of a query, or the state that stands in its place. What was loaded stays when asking anew fails. */
export function Loaded<Data>({
  query,
  what,
  rows,
  children,
}: {
  readonly query: Asked<Data>;
  readonly what: string;
  readonly rows?: number;
  readonly children: (data: Data) => ReactNode;
}) {
  if (query.data !== undefined) return children(query.data);
  if (query.error !== null)
    return <Failure error={query.error} what={what} onRetry={() => void query.refetch()} />;
  return <LoadingRows {...(rows === undefined ? {} : { rows })} />;
}
