import {
  type CSSVariablesResolver,
  createTheme,
  type MantineColorsTuple,
  type MantineThemeOverride,
} from '@mantine/core';
import { tokens, variablesOf } from './tokens.js';

const [accentLight, accentDark] = tokens.accent;

/** The component library asks for ten shades; there is one in light and one in dark. */
const accent = [
  tokens['accent-tint'][0],
  tokens['accent-tint'][0],
  accentDark,
  accentDark,
  accentDark,
  accentDark,
  accentLight,
  accentLight,
  accentLight,
  accentLight,
] as const satisfies MantineColorsTuple;

const fontFamily = "'Atkinson Hyperlegible Next Variable', system-ui, sans-serif";
const monospace = "'Atkinson Hyperlegible Mono Variable', ui-monospace, monospace";

/** The theme of the component library. */
export const theme: MantineThemeOverride = createTheme({
  fontFamily,
  fontFamilyMonospace: monospace,
  headings: { fontFamily, fontWeight: '700' },
  primaryColor: 'accent',
  primaryShade: { light: 6, dark: 4 },
  colors: { accent },
  defaultRadius: 6,
  fontSizes: { xs: '0.75rem', sm: '0.84375rem', md: '0.875rem', lg: '0.9375rem', xl: '1.25rem' },
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'sm', variant: 'default' } },
    ActionIcon: { defaultProps: { variant: 'subtle', size: 'lg' } },
    Modal: { defaultProps: { centered: true, transitionProps: { duration: 0 } } },
    Menu: { defaultProps: { transitionProps: { duration: 0 }, position: 'bottom-end' } },
    Select: { defaultProps: { comboboxProps: { transitionProps: { duration: 0 } } } },
    Popover: { defaultProps: { transitionProps: { duration: 0 } } },
  },
});

/** Gives every colour of ours, and the library's own, the values of the scheme. */
export const cssVariables: CSSVariablesResolver = () => {
  const scheme = (name: 'light' | 'dark'): Record<string, string> => ({
    ...variablesOf(name),
    '--mantine-color-body': 'var(--canvas)',
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-dimmed': 'var(--ink-3)',
    '--mantine-color-placeholder': 'var(--ink-3)',
    '--mantine-color-anchor': 'var(--accent)',
    '--mantine-color-default': 'var(--surface)',
    '--mantine-color-default-hover': 'var(--sunk)',
    '--mantine-color-default-color': 'var(--ink)',
    '--mantine-color-default-border': 'var(--line-strong)',
    '--mantine-color-error': 'var(--overdue)',
    '--mantine-color-disabled': 'var(--sunk)',
    '--mantine-color-disabled-color': 'var(--ink-3)',
    '--mantine-color-disabled-border': 'var(--line-strong)',
    '--mantine-color-accent-filled': 'var(--accent)',
    '--mantine-color-accent-filled-hover': 'var(--accent)',
    '--mantine-color-accent-light': 'var(--accent-tint)',
    '--mantine-color-accent-light-color': 'var(--accent)',
    '--mantine-primary-color-contrast': 'var(--on)',
    '--mantine-color-white': 'var(--on)',
  });
  return { variables: {}, light: scheme('light'), dark: scheme('dark') };
};
