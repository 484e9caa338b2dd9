export const customers = {
  title: '[Gäste|Kunden]',
} as const
