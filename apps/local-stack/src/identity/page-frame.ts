const style = `
  :root { color-scheme: light dark; --canvas: #eef2f2; --surface: #fff; --ink: #10222a; --second: #3d525b; --edge: #72848b; --accent: #0a5f75; --tint: #e1f0f3; --warn: #835000; --warn-tint: #fdf0d5; }
  @media (prefers-color-scheme: dark) { :root { --canvas: #0c1418; --surface: #131e24; --ink: #e3ebee; --second: #b4c3c9; --edge: #748892; --accent: #5bc2db; --tint: #0f3440; --warn: #f0b84f; --warn-tint: #33270b; } }
  * { box-sizing: border-box; }
  body { margin: 0; background: var(--canvas); color: var(--ink); font: 15px/22px 'Atkinson Hyperlegible Next', system-ui, sans-serif; }
  .watermark { margin: 0; padding: 8px 20px; background: var(--warn-tint); color: var(--warn); font-weight: 650; text-align: center; }
  main { max-width: 1080px; margin: 32px auto; padding: 0 20px; }
  h1 { font-size: 22px; line-height: 28px; margin: 0 0 6px; }
  h2 { font-size: 15px; margin: 0 0 8px; }
  p { margin: 0 0 16px; color: var(--second); max-width: 68ch; }
  code { font-family: 'Atkinson Hyperlegible Mono', ui-monospace, monospace; color: var(--ink); }
  .sites { display: grid; grid-template-columns: repeat(auto-fit, minmax(228px, 1fr)); gap: 16px; }
  section { background: var(--surface); border: 1px solid var(--edge); border-radius: 8px; padding: 14px; }
  form { margin: 0; }
  button { display: block; width: 100%; min-height: 44px; margin: 0 0 6px; padding: 6px 10px; border: 1px solid var(--edge); border-radius: 6px; background: transparent; color: inherit; font: inherit; text-align: left; cursor: pointer; }
  button:hover { background: var(--tint); border-color: var(--accent); }
  button:focus-visible, a:focus-visible { outline: 3px solid var(--accent); outline-offset: 1px; }
  button small { display: block; font-size: 13px; line-height: 17px; color: var(--second); }
  a { color: var(--accent); }
`;

/** A page of the provider around its content, marked as of a demonstration. */
export function framed(title: string, content: string): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${title} – Vein-to-Vein demonstration</title>
    <style>${style}</style>
  </head>
  <body>
    <p class="watermark">Demonstration: these people do not exist, and nobody’s password is asked.</p>
    <main>${content}</main>
  </body>
</html>
`;
}

/** A text as it may stand in a page. */
export function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);
}
