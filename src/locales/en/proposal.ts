import type { proposal as german } from '../de/proposal.ts'
import type { Same } from '../same.ts'

export const proposal: Same<typeof german> = {
  store: 'Main store',
  currency: 'Stamps',
  card: 'Stamp card',
  rule: { per_visit: 'Stamp per visit', per_amount: 'Stamp per amount' },
  amountOff: '{{amount}} off',
  articles: {
    hot_drink: 'a hot drink',
    cookie: 'a cookie',
    main_course: 'a main course',
    espresso: 'an espresso',
    bread: 'a loaf of bread',
    pretzel: 'a pretzel',
    care_sample: 'a care sample',
  },
}
