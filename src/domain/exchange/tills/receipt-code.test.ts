import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Refusal } from '#kernel/errors.ts'
import { zoneNamed } from '#kernel/time-zone.ts'
import { signedReceipt } from '../../../../tests/tills.ts'
import { checkSignature } from './check-signature.ts'
import { parseReceiptCode } from './receipt-code.ts'
import { saleOf } from './receipt-sale.ts'

const berlin = zoneNamed('Europe/Berlin')

/** As published: the example of DSFinV-K, Anhang I, and receipts of tills in the field. */
const published = {
  'the example of the specification (brainpoolP256r1, signature in DER)':
    'V0;955002-00;Kassenbeleg-V1;Beleg^0.00_2.55_0.00_0.00_0.00^2.55:Bar;18;112;2019-07-10T18:41:04.000Z;2019-07-10T18:41:04.000Z;ecdsa-plain-SHA256;unixTime;MEQCIAy4P9k+7x9saDO0uRZ4El8QwN+qTgYiv1DIaJIMWRiuAiAt+saFDGjK2Yi5Cxgy7PprXQ5O0seRgx4ltdpW9REvwA==;BHhWOeisRpPBTGQ1W4VUH95TXx2GARf8e2NYZXJoInjtGqnxJ8sZ3CQpYgjI+LYEmW5A37sLWHsyU7nSJUBemyU=',
  'a till in the cloud (P-256)':
    'V0;ERS 8cb8e2de-4052-481b-945b-118022951944;Kassenbeleg-V1;Beleg^21.42_0.00_0.00_0.00_0.00^21.42:Unbar;1;31;2021-08-23T14:36:27.000Z;2021-08-23T14:36:33.000Z;ecdsa-plain-SHA256;unixTime;TGnWiq3ZW7gi4Vs+DxLGsJZj9v271dHmhQAcb057F3oWkdKJ61UW2LLVTZQhW673yLa53Mm6oPeMU1Ns3ZOH7w==;BGFKQP7EENf3s5hTDXvlh+xyJ1Q9BNIa9LyYbYK+pTAKAGQ2fmI40p5QOrpHpvb+UuOrNQJdhzggHNfyyyDyf/g=',
  'a till with a stick (brainpoolP384r1)':
    'V0;AMA-6200;KassenBeleg-V1;Beleg^2.90_0.00_0.00_0.00_2.10^5.00:Unbar;160504;344413;2021-07-23T10:12:54.000Z;2021-07-23T10:12:55.000Z;ecdsa-plain-SHA384;unixTime;NgqBkWMvhLmCKa9cJJ8JodfAdlkfcFFyW0J7Ks9lTz9I4QFKhLzyGF/02kWsCRg0LoiJtkq+0Ak9GovodNFLOBG00ewEj40/GbI9zLtNt9j90w4Sz3GcxTSrr3rqhIhN;BCd1vZvSJsJwBTqshgDVsrG4Gg+oN3jeeFEgjGiKs9ELd170vy/jO3iMMF6tAVUfjyYn9jRXng8Z4qWXaqoJ53+y+OFeSY/lQsdZWCODkzhlhkJxJw2k9Z1A4gFX6Riotw==',
  'one that writes thousands apart':
    'V0;ARC1234;Kassenbeleg-V1;Beleg^3,000.00_20.00_0.00_0.00_0.00^3,020.00:Bar;60;1326;2020-06-16T10:58:12.000Z;2020-06-16T10:58:12.000Z;ecdsa-plain-SHA384;unixTime;Y6QLrsGBeB80wgNVp1EYrMR+vKO/i3RVWZ+P3LYNNejB/Px+i3XA5DJQMgCvj7lKKj8uRaDtGDWRgPxuXc01yokYXSLazsiU8aJhHmnkdPqbUdMakIz5Qc6tmgauJJIX;BFhnDaPRoUxAYUktkUqoaV2l+TVpLdT7wPTRFDkZcHXFS7WZhGsvKh/lT3jEYJLNLD/sjQVg/JrobVU5kue/k2d9sK7dnWPdMgYlr4E4Ff8ziKclzs1u7BuOYJ4jRI65rg==',
}
const [example, cloud, stick] = Object.values(published) as [string, string, string]

describe('published receipts', () => {
  test.each(Object.entries(published))('%s is signed by the key it names', (_, text) => {
    const code = parseReceiptCode(text)
    expect(checkSignature(code, berlin)).toEqual(new Date(code.logTime))
  })

  test.each([
    ['another amount', example.replace('2.55:Bar', '1.55:Bar')],
    ['another sum at a tax rate', example.replace('_2.55_', '_9.55_')],
    ['another till', example.replace('955002-00', '955002-01')],
    ['another transaction', example.replace(';18;', ';19;')],
    ['another counter', example.replace(';112;', ';113;')],
    ['another time', example.replaceAll('18:41:04', '18:41:05')],
    ['another format of time', example.replace('unixTime', 'utcTime')],
    ['another algorithm', stick.replace('SHA384', 'SHA256')],
    ['an algorithm nobody knows', stick.replace('SHA384', 'MD5')],
    ['the key of another', `${example.slice(0, example.lastIndexOf(';'))};${cloud.split(';')[11]}`],
    ['a key on no curve', example.replace(/BHhW/, 'BHhX')],
  ])('%s breaks the signature', (_, text) => {
    expect(checkSignature(parseReceiptCode(text), berlin)).toBeNull()
  })

  test('their sales are read to the cent', () => {
    const sales = Object.values(published).map((text) => saleOf(parseReceiptCode(text)))
    expect(sales).toEqual([255, 2142, 500, 302_000])
  })
})

describe('what a receipt says', () => {
  test.each([
    'unixTime',
    'utcTime',
    'utcTimeWithSeconds',
    'generalizedTime',
    'generalizedTimeWithMilliseconds',
  ])('its time is signed as %s', (logTimeFormat) => {
    const code = parseReceiptCode(signedReceipt({ logTimeFormat, at: '2026-11-21T09:30:00.000Z' }))
    expect(checkSignature(code, berlin)).toEqual(new Date('2026-11-21T09:30:00Z'))
  })

  test('a till that prints the time on the wall as if it were UTC is understood', () => {
    const at = '2026-07-21T09:30:00.000Z'
    for (const logTime of ['2026-07-21T11:30:00.000Z', '2026-07-21T11:30:00', at]) {
      const code = parseReceiptCode(signedReceipt({ at, logTime }))
      expect(checkSignature(code, berlin)).toEqual(new Date(at))
    }
  })

  test.each(['AVTraining', 'AVBelegabbruch', 'AVBestellung', 'AVBelegstorno', 'AVSachbezug', ''])(
    '%s sold nothing',
    (kind) => {
      const code = parseReceiptCode(signedReceipt({ kind }))
      expect(() => saleOf(code)).toThrow(expect.objectContaining({ code: 'receipt_without_sale' }))
    },
  )

  test('money given back sold nothing', () => {
    const code = parseReceiptCode(signedReceipt({ amounts: '-4.50_0.00_0.00_0.00_0.00' }))
    expect(() => saleOf(code)).toThrow(expect.objectContaining({ code: 'receipt_without_sale' }))
  })

  test('an order with a semicolon in its text is still cut rightly', () => {
    const text = example.replace(/Kassenbeleg-V1;[^;]*/, 'Bestellung-V1;2;"Tee; heiß";3.00')
    expect(parseReceiptCode(text)).toMatchObject({
      processData: '2;"Tee; heiß";3.00',
      transactionNumber: 18,
    })
  })

  test('whatever else is shown is refused, and harms nobody', () => {
    const part = fc.oneof(fc.string(), fc.constantFrom(...example.split(';')))
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(part).map((all) => all.join(';')),
        ),
        (text) => {
          try {
            const code = parseReceiptCode(text)
            checkSignature(code, berlin)
            saleOf(code)
          } catch (error) {
            expect(error).toBeInstanceOf(Refusal)
          }
        },
      ),
      { numRuns: 300 },
    )
  })
})
