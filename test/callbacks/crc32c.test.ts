import { describe, expect, it } from 'vitest';
import { crc32c } from '../../src/callbacks/crc32c.ts';

const ascending = Uint8Array.from({ length: 32 }, (_, i) => i);

describe('crc32c', () => {
  // RFC 3720, appendix B.4, "CRC Examples"; the last is the check value of CRC-32/ISCSI that catalogues of CRCs give.
  it.each([
    ['32 bytes of zeros', new Uint8Array(32), 0x8a9136aa],
    ['32 bytes of ones', new Uint8Array(32).fill(0xff), 0x62a8ab43],
    ['32 ascending bytes', ascending, 0x46dd794e],
    ['32 descending bytes', ascending.toReversed(), 0x113fdb5c],
    ['the digits', new TextEncoder().encode('123456789'), 0xe3069283],
  ])('of %s', (_, bytes, checksum) => {
    expect(crc32c(bytes)).toBe(checksum);
  });
});
