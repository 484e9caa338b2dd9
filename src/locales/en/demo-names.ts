import type { demoNames as german } from '../de/demo-names.ts'
import type { Same } from '../same.ts'

export const demoNames: Same<typeof german> = {
  rules: { visit: 'Visit', review: 'Review' },
  levels: { regular: 'Regular', house_friend: 'Friend of the house' },
  privileges: { window: 'Any seat by the window', cookie: 'A cookie' },
  ladder: 'Gift ladder',
  articles: {
    oat_or_shot: 'Oat milk or a shot',
    hot_drink: 'Hot drink',
    tote: 'Tote bag',
    cup: 'Enamel mug',
    beans: 'House roast, 250 g',
    tin: 'Coffee tin',
    mill: 'Hand grinder',
    tasting: 'Tasting for two',
  },
  rewards: {
    milk: 'Oat milk or a shot on top',
    hot_drink: 'A hot drink',
    tour: 'Tour of the Nordlicht roastery',
  },
  voucher: 'Ten percent for your return',
}
