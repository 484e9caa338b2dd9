import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Answer, Client, TestServer } from '../server.ts'
import {
  cartOf,
  codesOf,
  define,
  fiveEuros,
  openVoucherWorld,
  redeem,
  takenOf,
  tenPercent,
} from '../vouchers.ts'

let server: TestServer
let owner: Client
let shop: Client
beforeAll(async () => {
  ;({ server, owner, shop } = await openVoucherWorld())
})
afterAll(() => server.close())

describe('own codes', () => {
  const send = (id: string, text: string | Buffer, language = 'en') =>
    owner.send('POST', `/api/v1/vouchers/${id}/codes/import?language=${language}`, {
      body: Buffer.from(text),
      headers: { 'content-type': 'text/csv' },
    })

  test('come from a file, each once, and what cannot be taken is told in words', async () => {
    await define(owner, tenPercent, { kind: 'shared', code: 'OTHERS' })
    const { id } = await define(owner, fiveEuros, { kind: 'single' })
    const file =
      '\ufeffGutscheincode;Wert\r\n"ab-01";5\r\nAB02;5\r\n\r\nab 02;5\r\nx\r\n=1+1\r\nothers\r\n'
    const first = await send(id, file)
    expect(first.body, first.text).toMatchObject({ read: 6, added: 2, known: 1, refused: 3 })
    expect(first.body.refusals).toEqual([
      {
        line: 6,
        text: 'x',
        code: 'voucher_code_too_short',
        message: 'A code has at least 3 characters.',
      },
      {
        line: 7,
        text: '=1+1',
        code: 'voucher_code_malformed',
        message: 'A code consists of letters and digits.',
      },
      {
        line: 8,
        text: 'others',
        code: 'voucher_code_taken',
        message: 'Another voucher has this code already.',
      },
    ])
    expect((await send(id, file)).body).toMatchObject({ added: 0, known: 3, refused: 3 })
    expect((await takenOf(owner, id)).codes).toBe(2)
    expect((await redeem(shop, 'ab01', cartOf(1000))).status).toBe(201)
    const picture = await send(id, Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0xff]))
    expect([picture.status, picture.body.code]).toEqual([422, 'voucher_file_no_text'])
  })

  test('may be many, and go out again as they are', async () => {
    const { id } = await define(owner, fiveEuros, { kind: 'single' })
    const count = 50_000
    const codes = Array.from({ length: count }, (_, n) => `-C${String(n).padStart(7, '0')}`)
    const taken = await send(id, codes.join('\n'))
    expect(taken.body).toMatchObject({ read: count, added: count, known: 0, refused: 0 })
    expect((await send(id, codes.join('\n'))).body).toMatchObject({ added: 0, known: count })
    const file = await owner.get(`/api/v1/vouchers/${id}/codes/export`)
    const lines = file.text.trimEnd().split('\r\n')
    expect(lines).toHaveLength(count + 1)
    expect(lines[1]).toMatch(/^'-C\d{7};free;;0;;;2026-/)
    let cursor: string | null = ''
    let seen = 0
    for (let page = 0; page < 3 && cursor !== null; page++) {
      const reply: Answer = await owner.get(
        `/api/v1/vouchers/${id}/codes?limit=100${cursor && `&cursor=${cursor}`}`,
      )
      seen += reply.body.items.length
      cursor = reply.body.nextCursor
    }
    expect(seen).toBe(300)
  }, 60_000)

  test('are printed 24 a page, without those that are gone', async () => {
    const { id } = await define(owner, fiveEuros, { kind: 'single', count: 50 })
    const codes = await codesOf(owner, id)
    await redeem(shop, codes[0]!, cartOf(1000))
    const first = (await owner.get(`/api/v1/vouchers/${id}/sheet?pages=2`)).body
    expect(first.pages.map((page: string[]) => page.length)).toEqual([24, 24])
    expect(first.pages.flat()).toEqual(codes.slice(1, 49))
    const rest = (await owner.get(`/api/v1/vouchers/${id}/sheet?cursor=${first.nextCursor}`)).body
    expect([rest.pages, rest.nextCursor]).toEqual([[codes.slice(49)], null])
  })
})
