import { describe, expect, it } from '@jest/globals';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { canonical, digest } from './digest.js';

describe('the canonical form', () => {
  it('sorts names, drops what is undefined and writes numbers as RFC 8785 does', () => {
    const value = { b: [1e21, 0.1, -0, 'é\n'], a: { '10': null, '9': true }, c: undefined };
    expect(canonical(value)).toBe('{"a":{"10":null,"9":true},"b":[1e+21,0.1,0,"é\\n"]}');
  });

  it('is that of the library the services use', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(canonical(value)).toBe(canonicalize(value));
      }),
    );
  });

  it('has the digest of its UTF-8 bytes', () => {
    expect(digest({})).toBe('44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a');
  });
});
