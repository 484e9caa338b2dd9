import type { customers as german } from '../de/customers.ts'
import type { Same } from '../index.ts'

export const customers: Same<typeof german> = {
  title: '[Guests|Customers]',
}
