/** The keys of payloads that tests use. */
export const testPayloadKeys = [{ id: 'tests', key: Buffer.alloc(32, 5) }];
