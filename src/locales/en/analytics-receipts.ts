import type { analyticsReceipts as german } from '../de/analytics-receipts.ts'
import type { Same } from '../same.ts'

export const analyticsReceipts: Same<typeof german> = {
  receiptRows: {
    heading: 'Average receipt',
    note: 'all, including those without a name',
    grouping: 'Split by',
    byMonth: 'Month',
    byStore: 'Store',
    byChannel: 'Channel',
    average: 'Average receipt',
    receipts: 'Receipts',
    sales: 'Revenue',
    coverage: 'Coverage',
    running: 'running',
    others: 'Show all',
    more: 'Show earlier ones',
  },
  receipts: {
    title: 'Receipts',
    empty: 'Receipts by store and hour will appear here as soon as there are some.',
    anonymous: 'Your till knows receipts, but no [guests|customers].',
    known: 'You know the [guest|customer] on {{count, number}} of 100 receipts.',
    lead: '{{count, number}} receipts since {{date}}, {{average}} on average.',
    busiest: '{{weekday}} is the busiest day',
    byHour: 'Receipts by weekday and hour',
    byWeekday: 'Receipts by weekday',
    noHours: 'The receipts have no time of day.',
    stores: 'The stores',
    articles: 'Top sellers',
    articlesNote: 'by revenue, all receipts',
    article: 'Article',
    category: 'Category',
    quantity: 'Quantity',
    steps: {
      heading: 'How receipts become [guests|customers]',
      main: 'Import sales with a [guest|customer] number',
      name_customers_in_file: {
        title: 'Is there a customer number in your till?',
        text: 'Take the import back, add the number as a column and import the file again.',
      },
      hand_out_cards: {
        title: 'No cards yet?',
        text: 'Hand out some with a number. When someone shows one, the number goes on the receipt and becomes a [guest|customer] here.',
        action: 'Your first regulars’ card in 10 minutes',
      },
      connect_till: {
        title: 'Should the till send receipts by itself?',
        text: 'With a key it sends every receipt as soon as it is printed.',
        action: 'Connect the till',
      },
    },
  },
}
