/** One test as it stands in a spec file: its title with those of the groups around it, and its text. */
export type WrittenTest = {
  readonly file: string;
  readonly title: string;
  readonly text: string;
};

type Call = {
  readonly kind: 'describe' | 'it';
  readonly title: string;
  readonly from: number;
  readonly until: number;
};

const callStart = /\b(describe|it)(\.each)?\s*\(/g;
const quotes = ["'", '"', '`'];

/** The tests of a spec file, each with what stands between its brackets, tables of `each` included. */
export function testsIn(file: string, source: string): readonly WrittenTest[] {
  const calls = [...source.matchAll(callStart)].flatMap((found) => callAt(source, found) ?? []);
  const groups = calls.filter(({ kind }) => kind === 'describe');
  return calls
    .filter(({ kind }) => kind === 'it')
    .map(({ title, from, until }) => ({
      file,
      title: [...groups.filter((group) => group.from < from && until <= group.until), { title }]
        .map((one) => one.title)
        .join(' › '),
      text: source.slice(from, until),
    }));
}

function callAt(source: string, found: RegExpExecArray): Call | undefined {
  const from = found.index;
  const line = source.slice(source.lastIndexOf('\n', from) + 1, from);
  if (line.includes('//')) return undefined;
  const opened = from + found[0].length - 1;
  const closed = closingOf(source, opened);
  const isTable = found[2] !== undefined;
  const second = isTable ? source.indexOf('(', closed) : opened;
  const until = isTable ? closingOf(source, second) : closed;
  const title = firstText(source.slice(second + 1, until));
  return title === undefined
    ? undefined
    : { kind: found[1] === 'it' ? 'it' : 'describe', title, from, until };
}

function firstText(text: string): string | undefined {
  const at = text.search(/['"`]/);
  const quote = text[at];
  if (quote === undefined || text.slice(0, at).trim() !== '') return undefined;
  return text.slice(at + 1, endOfText(text, at));
}

/** Where the bracket that opens at an index closes; brackets in texts and comments do not count. */
function closingOf(source: string, opened: number): number {
  let depth = 0;
  for (let at = opened; at < source.length; at += 1) {
    const sign = source[at] ?? '';
    if (quotes.includes(sign)) at = endOfText(source, at);
    else if (source.startsWith('//', at)) at = source.indexOf('\n', at);
    else if (sign === '/' && /[(,=:[!&|?{;]\s*$/.test(source.slice(Math.max(0, at - 3), at))) {
      at = endOfPattern(source, at);
    } else if ('([{'.includes(sign)) depth += 1;
    else if (')]}'.includes(sign)) {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  return source.length;
}

function endOfText(source: string, from: number): number {
  const quote = source[from];
  for (let at = from + 1; at < source.length; at += 1) {
    if (source[at] === '\\') at += 1;
    else if (source[at] === quote) return at;
    else if (quote === '`' && source.startsWith('${', at)) at = closingOf(source, at + 1);
  }
  return source.length;
}

function endOfPattern(source: string, from: number): number {
  let isInClass = false;
  for (let at = from + 1; at < source.length; at += 1) {
    const sign = source[at];
    if (sign === '\\') at += 1;
    else if (sign === '[') isInClass = true;
    else if (sign === ']') isInClass = false;
    else if (sign === '/' && !isInClass) return at;
  }
  return source.length;
}
