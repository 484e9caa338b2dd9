import type { wallet as german } from '../de/wallet.ts'
import type { Same } from '../same.ts'

export const wallet: Same<typeof german> = {
  pass: {
    card: 'Regulars’ card',
    of: '{{filled}} of {{places}}',
    full: 'Full card',
    ready: 'To redeem today',
    gone: 'This card is no longer valid.',
  },
}
