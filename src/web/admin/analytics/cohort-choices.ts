/** How a cohort's cells are counted, and what its customers began together with. */
export const criteria = ['bounded', 'unbounded', 'revenue'] as const
export type CohortCriterion = (typeof criteria)[number]

export const groupings = ['time', 'category', 'channel', 'store'] as const
export type CohortBy = (typeof groupings)[number]
