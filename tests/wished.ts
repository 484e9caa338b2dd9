/**
 * `STAMMGAST_TESTS=all`: also what is too long to go before every change. A change has to be through
 * in a quarter of an hour on two cores; the rest is for the night and for releases.
 */
export const allTestsWished = process.env.STAMMGAST_TESTS === 'all'
