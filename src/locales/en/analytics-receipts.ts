import type { analyticsReceipts as german } from '../de/analytics-receipts.ts'
import type { Same } from '../same.ts'

export const analyticsReceipts: Same<typeof german> = {
  receiptRows: {
    heading: 'Average receipt',
    note: 'all, without a name too',
    grouping: 'Parted by',
    byMonth: 'Month',
    byStore: 'Store',
    byChannel: 'Channel',
    average: 'Average receipt',
    receipts: 'Receipts',
    sales: 'Revenue',
    coverage: 'Coverage',
    running: 'running',
    more: 'Show earlier ones',
  },
  receipts: {
    title: 'Receipts',
    empty: 'Receipts by store and hour stand here as soon as there are some.',
    anonymous: 'Your till knows receipts, but no [guests|customers].',
    known: 'Of 100 receipts, {{count, number}} carry a name.',
    lead: '{{count, number}} receipts since {{date}}, {{average}} on average.',
    busiest: '{{weekday}} is the busiest day',
    byHour: 'Receipts by weekday and hour',
    byWeekday: 'Receipts by weekday',
    noHours: 'The receipts name no time of day.',
    stores: 'The stores',
    articles: 'What brings most',
    articlesNote: 'by revenue, all receipts',
    article: 'Article',
    category: 'Category',
    quantity: 'Quantity',
    steps: {
      heading: 'How receipts become [guests|customers]',
      main: 'Import a file with [guests|customers]',
      name_customers_in_file: {
        title: 'Is there a customer number in your till?',
        text: 'Take the import back, add the number as a column and import the file anew.',
      },
      hand_out_cards: {
        title: 'No cards yet?',
        text: 'Hand out some with a number. The receipt of whoever shows one carries it, and the number becomes a [guest|customer] here.',
      },
      connect_till: {
        title: 'Should the till deliver by itself?',
        text: 'With a key it sends every receipt as soon as it is printed.',
        action: 'Connect the till',
      },
    },
  },
}
