/** What a browser says of itself, as far as people would name it. */
export type Device = { browser: string | null; system: string | null }

/** Each names itself besides those it descends from, so the youngest is looked for first. */
const browsers: readonly [sign: RegExp, name: string][] = [
  [/\bEdgA?\/|\bEdgiOS\//, 'Edge'],
  [/\bOPR\/|\bOPT\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\bChrome\/|\bCriOS\/|\bHeadlessChrome\//, 'Chrome'],
  [/\bVersion\/[\d.]+ .*\bSafari\//, 'Safari'],
]

const systems: readonly [sign: RegExp, name: string][] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMacintosh\b/, 'Mac'],
  [/\bLinux\b/, 'Linux'],
]

/** Only words of this list are kept: what else a browser says of itself could single it out. */
export const deviceOf = (userAgent: string | undefined): Device => ({
  browser: named(browsers, userAgent),
  system: named(systems, userAgent),
})

const named = (names: typeof browsers, userAgent = '') =>
  names.find(([sign]) => sign.test(userAgent))?.[1] ?? null
