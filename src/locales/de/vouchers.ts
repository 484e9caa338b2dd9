export const vouchers = { title: 'Gutscheine' }
