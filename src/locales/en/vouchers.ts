import type { vouchers as german } from '../de/vouchers.ts'
import type { Same } from '../same.ts'

export const vouchers: Same<typeof german> = { title: 'Vouchers' }
