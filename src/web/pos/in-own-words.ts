import type { Booked, Desk, Guest, Handed } from './desk.ts'

type Say = (name: string) => string

/**
 * What the guided start or the demo named, and nobody changed, in the language of whoever stands here.
 * The desk itself is asked about a guest as it told of them: it knows its program by those names.
 */
export function inOwnWords(desk: Desk, say: Say): Desk {
  const told = new WeakMap<Guest, Guest>()
  const asTold = (guest: Guest) => told.get(guest) ?? guest
  const tell = <Told extends Guest>(guest: Told): Told => {
    const said = sayGuest(guest, say)
    told.set(said, guest)
    return said
  }
  const { takeCode, phoneCode, cardsOf, stopCard, takePaper } = desk
  const rest = {
    ...(takeCode && {
      takeCode: async (code: string) => {
        const { redeemed, guest } = await takeCode(code)
        return { redeemed: { ...redeemed, name: say(redeemed.name) }, guest: tell(guest) }
      },
    }),
    ...(phoneCode && { phoneCode: (guest: Guest) => phoneCode(asTold(guest)) }),
    ...(cardsOf && { cardsOf: (guest: Guest) => cardsOf(asTold(guest)) }),
    ...(stopCard && {
      stopCard: (...[guest, stop]: Parameters<typeof stopCard>) => stopCard(asTold(guest), stop),
    }),
    ...(takePaper && {
      takePaper: async (guest: Guest, points: number) =>
        tell(await takePaper(asTold(guest), points)),
    }),
  }
  return {
    ...desk,
    ...rest,
    find: async (text) => {
      const { guest, redemptionCode, hits } = await desk.find(text)
      return {
        guest: guest && tell(guest),
        redemptionCode: redemptionCode && { ...redemptionCode, name: say(redemptionCode.name) },
        hits,
      }
    },
    read: async (customerId) => tell(await desk.read(customerId)),
    enroll: async (cardNumber, name) => tell(await desk.enroll(cardNumber, name)),
    book: async (guest, amount) => {
      const booked = await desk.book(asTold(guest), amount)
      return { ...sayBooked(booked, say), guest: tell(booked.guest) }
    },
    redeem: async (guest, reward) => sayHanded(await desk.redeem(asTold(guest), reward), say),
    give: async (guest, gift, article) =>
      sayHanded(await desk.give(asTold(guest), gift, article), say),
  }
}

const sayHanded = (handed: Handed, say: Say): Handed => ({ ...handed, name: say(handed.name) })

const sayBooked = ({ booking, ...rest }: Booked, say: Say): Booked => ({
  ...rest,
  booking: { ...booking, gained: named(booking.gained, say) },
})

const named = <Row extends { name: string }>(rows: readonly Row[], say: Say): Row[] =>
  rows.map((row) => ({ ...row, name: say(row.name) }))

const sayGuest = <Told extends Guest>(guest: Told, say: Say): Told => ({
  ...guest,
  tier: guest.tier && say(guest.tier),
  privileges: guest.privileges.map(say),
  points: named(guest.points, say),
  cards: named(guest.cards, say).map((card) => ({ ...card, reward: say(card.reward) })),
  redeemable: named(guest.redeemable, say).map((reward) => ({
    ...reward,
    currency: say(reward.currency),
  })),
  gifts: named(guest.gifts, say).map((gift) => ({ ...gift, articles: named(gift.articles, say) })),
  ...(guest.paper && { paper: { ...guest.paper, name: say(guest.paper.name) } }),
})
