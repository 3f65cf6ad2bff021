/** A Markdown table; `|` in a cell is escaped, an empty cell shows a dash. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => (cell === '' ? '–' : cell.replaceAll('|', '\\|'))).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Names as code, separated by commas. */
export function names(all: readonly string[]): string {
  return all.map((name) => `\`${name}\``).join(', ');
}
