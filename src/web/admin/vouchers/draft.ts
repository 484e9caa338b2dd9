import type { WireInput } from '#contract/endpoint.ts'
import { type createVoucher, voucherCodesPerCallMax } from '#contract/endpoints/vouchers.ts'
import type { Content, Voucher } from './voucher.ts'

/** A voucher being written: its content, and the codes it is to have. */
export type Draft = {
  content: Content
  codes: { kind: 'shared' | 'single'; code: string; count: number }
}

export type DraftFault = 'name' | 'article' | 'days'

export const newDraft = (): Draft => ({
  content: {
    name: '',
    note: '',
    benefit: { kind: 'percent', percent: 10, discountMax: null },
    validFrom: null,
    validUntil: null,
    basketMin: null,
    perCustomerMax: null,
    totalMax: null,
    budget: null,
    stores: [],
    channels: [],
    categories: [],
    skus: [],
    combinable: false,
    audience: 'all',
    costPerUse: null,
  },
  codes: { kind: 'shared', code: '', count: 24 },
})

/** Of a voucher that is ours to write. */
export const draftOf = ({ content, codeKind, code, use }: Voucher): Draft => ({
  content: content as Content,
  codes: { kind: codeKind, code: code ?? '', count: use.codes },
})

/** A benefit of another kind, to begin with. */
export function benefitOf(kind: Content['benefit']['kind']): Content['benefit'] {
  switch (kind) {
    case 'percent':
      return { kind, percent: 10, discountMax: null }
    case 'amount':
      return { kind, amount: 500, inParts: false }
    case 'free_article':
      return { kind, sku: '', name: '', value: null }
    case 'free_shipping':
      return { kind }
  }
}

export function faultOf({ content }: Draft): DraftFault | null {
  const { name, benefit, validFrom, validUntil } = content
  if (name.trim() === '') return 'name'
  if (benefit.kind === 'free_article' && (benefit.sku === '' || benefit.name === '')) {
    return 'article'
  }
  return validFrom !== null && validUntil !== null && validUntil < validFrom ? 'days' : null
}

/** So often it can be redeemed in all; null: without a limit. A code of one's own counts once. */
export const usesMaxOf = ({ content, codes }: Draft): number | null =>
  codes.kind === 'single'
    ? Math.min(codes.count, content.totalMax ?? codes.count)
    : content.totalMax

export const creationOf = ({ content, codes }: Draft): WireInput<typeof createVoucher>['body'] => ({
  content,
  codes:
    codes.kind === 'single'
      ? { kind: 'single', count: codes.count }
      : codes.code.trim() === ''
        ? { kind: 'shared' }
        : { kind: 'shared', code: codes.code },
})

export const countMax = voucherCodesPerCallMax
