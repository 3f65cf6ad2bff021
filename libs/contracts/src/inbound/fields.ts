import { z } from 'zod';
import { isWronglyScanned } from '#domain/identifiers/donation-number.js';

// A control character or half a surrogate pair is valid JSON that PostgreSQL cannot store.
const unstorable = /\p{Cc}/u;

function isStorable(text: string): boolean {
  return !unstorable.test(text) && text.isWellFormed();
}

const longestText = 1_000;
const longestList = 200;

/** Any text that is not prose: 1 to 1 000 characters, none of them a control character. */
export const text = z
  .string()
  .min(1)
  .max(longestText)
  .refine(isStorable, 'text that can be stored');

/** Prose; it goes into the vault as it is, so only half a surrogate pair is refused. */
export const prose = z
  .string()
  .min(1)
  .max(longestText)
  .refine((value) => value.isWellFormed(), 'well-formed text');

/** A code of an open list: lower case, digits and hyphens. */
export const code = z
  .string()
  .max(64)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'a code of lower-case letters, digits and hyphens');

/** What is scanned or quoted: blanks and case never count, so it leaves here without blanks in capitals. */
export const identifier = z
  .string()
  .max(200)
  .overwrite((value) => value.replaceAll(/\s/g, '').toUpperCase())
  .regex(/^[A-Z0-9][A-Z0-9._:/+=-]{0,127}$/, 'an identifier');

/**
 * A donation number; an ISBT 128 one loses its data identifier `=` and the two flag characters after it,
 * so that a scanned and a typed one are equal.
 */
export const donationIdentifier = z
  .string()
  .max(200)
  .refine((value) => !isWronglyScanned(value), 'a donation number with the right check')
  .overwrite(normalisedDonation)
  .regex(/^[A-Z0-9][A-Z0-9._:/+-]{0,127}$/, 'a donation number');

function normalisedDonation(value: string): string {
  const plain = value.replaceAll(/\s/g, '').toUpperCase();
  return plain.startsWith('=') && plain.length === 16 ? plain.slice(1, 14) : plain;
}

/** A text that is handed back exactly as it came: ids of events, requests, documents. */
export const reference = z.string().min(1).max(200).refine(isStorable, 'text that can be stored');

/** The name of a drug; blanks around it and case never count. */
export const drug = z
  .string()
  .max(200)
  .overwrite((value) => value.trim().toLowerCase())
  .regex(/^[\p{L}\p{N}][\p{L}\p{N} .,/+()-]*$/u, 'the name of a drug');

const firstYear = 1900;
const lastYear = 2199;

// What no store could take, or no journey could reach, is refused here: it would stop whoever reads it later.
function isWithinReach(value: string): boolean {
  const year = new Date(value).getUTCFullYear();
  return year >= firstYear && year <= lastYear;
}

const usualOffset = /(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/;

/** An instant, RFC 3339 with offset (at most 14 hours), between 1900 and 2199. */
export const instant = z.iso
  .datetime({ offset: true })
  .max(40)
  .refine(
    (value) => usualOffset.test(value) && isWithinReach(value),
    `an instant from ${firstYear} to ${lastYear}`,
  );

/** A calendar date, YYYY-MM-DD, between 1900 and 2199. */
export const date = z.iso.date().refine(isWithinReach, `a date from ${firstYear} to ${lastYear}`);

/** A calendar date or an instant, as precise as the sender knows. */
export const dateOrInstant = z.union([date, instant]);

/** A statement about the past that may be no better than a year: `2026`, `2026-03`, `2026-03-14` or an instant. */
export const partialDate = z.union([
  z.string().regex(/^(19|20|21)\d{2}(-(0[1-9]|1[0-2]))?$/, 'a year, month, date or instant'),
  dateOrInstant,
]);

/** A number between bounds that nothing real exceeds. */
export const between = (minimum: number, maximum: number) => z.number().min(minimum).max(maximum);

/** A whole number between bounds that nothing real exceeds. */
export const wholeBetween = (minimum: number, maximum: number) => z.int().min(minimum).max(maximum);

/** A list of at most 200. */
export const list = <T extends z.ZodType>(item: T) => z.array(item).max(longestList);

/** A list of 1 to 200. */
export const someOf = <T extends z.ZodType>(item: T) => list(item).min(1);

/**
 * Numbers under names of an open list, at most 200. The names are the sender's, so what is wrong is told of
 * the whole, never under a name.
 */
export const namedNumbers = (minimum: number, maximum: number) =>
  z
    .record(z.string(), z.unknown())
    .refine(
      (entries) =>
        Object.keys(entries).length <= longestList &&
        Object.entries(entries).every(
          ([name, value]) =>
            code.safeParse(name).success && between(minimum, maximum).safeParse(value).success,
        ),
      `at most ${longestList} codes, each with a number from ${minimum} to ${maximum}`,
    );

export const percent = between(0, 100);
export const celsius = between(-273.15, 100);
export const bodyCelsius = between(20, 46);
export const cells = between(0, 1e13);
export const attempt = wholeBetween(1, 99);
export const revision = wholeBetween(0, 100_000);
export const ageYears = between(0, 120);
export const weightKg = between(0.3, 400);
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'a lower-case hex SHA-256');

/** One of the words of the catalogue. */
export const oneOf = <const T extends readonly [string, ...string[]]>(...words: T) => z.enum(words);
