/** What ends at an instant is valid until the day before, where that is midnight. */
export const lastInstantBefore = (instant: string) => new Date(Date.parse(instant) - 1)
