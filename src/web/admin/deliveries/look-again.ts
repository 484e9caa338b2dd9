/** What is under way is asked for again at once; of what may still come, now and then. */
export const lookAgainMillis = (isUnderWay: boolean): number => (isUnderWay ? 2_000 : 20_000)
