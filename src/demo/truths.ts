/**
 * What is true in this world by construction, with its size. Reports over the recorded facts must
 * find these again; nothing else about stores or categories changes how long a guest stays.
 */
export const plantedTruths = {
  /** Guests whose home is this store leave sooner: chance of leaving after a visit, as a multiple. */
  leavingStore: { store: 'bahnhof', dropoutFactor: 2.5 },
  /**
   * Guests fond of this category stay longer. Nine in ten of them buy it on their first visit;
   * hardly anyone else does.
   */
  bindingCategory: {
    category: 'Hausröstung',
    dropoutFactor: 0.35,
    shareOfGuests: 0.2,
    boughtFirst: 0.9,
    boughtFirstByOthers: 0.01,
  },
  /**
   * Since a Monday 19 to 25 days before the day after the history, Altstadt opens at 7:30, not
   * 7:00. One guest in 59 is a Tuesday-early regular there; of each 34 of them nine have stayed
   * away on Tuesdays since, seven of whom used to buy before half past seven.
   */
  laterOpening: {
    store: 'altstadt',
    weekday: 2,
    minuteBefore: 420,
    minuteSince: 450,
    daysAgoMin: 19,
    oneGuestIn: 59,
    regularsPerRound: 34,
    buyingBeforeHalfPast: 9,
    stayingAway: 9,
    stayingAwayBeforeHalfPast: 7,
  },
  /** Came on Tuesdays and Fridays; last seen at least three weeks before the history ends. */
  missingRegular: { name: 'Thomas Brandt', weekdays: [2, 5], absentDaysMin: 21 },
  /** On so many last days of the history no receipt comes from this store: its till is silent. */
  silentTill: { store: 'sued', days: 1 },
  /** Share of receipts tied to a guest, over all and in each store (the web shop knows all). */
  coverage: {
    overall: 0.39,
    stores: { altstadt: 0.42, bahnhof: 0.23, markt: 0.4, neustadt: 0.38, sued: 0.41, ufer: 0.45 },
  },
} as const

/**
 * Chance of leaving after a repeat visit: Beta(mean x weight, (1 - mean) x weight), as BG/NBD
 * assumes; the factors above multiply the mean.
 */
export const dropout = { mean: 0.1, weight: 5 } as const

/** Visits a day while a guest stays: Gamma(shape) with this mean. */
export const visitRate = { shape: 0.65, meanPerDay: 0.09 } as const
