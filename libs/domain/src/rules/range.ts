/** Inclusive limits of a measure; either may be open. */
export type Range = { readonly min?: number; readonly max?: number };
