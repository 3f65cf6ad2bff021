/** Every colour of the page by its meaning, in light and in dark; contrast on its ground is at least 4.5 for text, 3 for edges. */
export const tokens = {
  canvas: ['#eef2f2', '#0c1418'],
  surface: ['#ffffff', '#131e24'],
  sunk: ['#f5f8f8', '#182630'],
  ink: ['#10222a', '#e3ebee'],
  'ink-2': ['#3d525b', '#b4c3c9'],
  'ink-3': ['#566a72', '#93a5ad'],
  line: ['#d6dfe0', '#273740'],
  'line-strong': ['#72848b', '#748892'],
  track: ['#3f5660', '#a9bac1'],
  future: ['#76898f', '#5c717b'],
  accent: ['#0a5f75', '#5bc2db'],
  'accent-tint': ['#e1f0f3', '#0f3440'],
  overdue: ['#b0211b', '#ff9087'],
  'overdue-tint': ['#fce9e7', '#3d1715'],
  due: ['#835000', '#f0b84f'],
  'due-tint': ['#fdf0d5', '#33270b'],
  hold: ['#6a3ba3', '#c9a8f7'],
  'hold-tint': ['#f2eafb', '#2b1f42'],
  wait: ['#36569f', '#a0b8f5'],
  'wait-tint': ['#e8eefa', '#1a2748'],
  blocked: ['#4a4f57', '#c2c9ce'],
  'blocked-tint': ['#e8eaec', '#28323a'],
  met: ['#1b6e48', '#73d0a2'],
  'met-tint': ['#e3f3ea', '#10301f'],
  on: ['#ffffff', '#06161b'],
} as const satisfies Readonly<Record<string, readonly [light: string, dark: string]>>;

/** The custom properties of one scheme. */
export function variablesOf(scheme: 'light' | 'dark'): Record<string, string> {
  const index = scheme === 'light' ? 0 : 1;
  return Object.fromEntries(
    Object.entries(tokens).map(([name, shades]) => [`--${name}`, shades[index]]),
  );
}
