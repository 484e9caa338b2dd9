/** Invented figures of an invented café, as in the drawn screens. */
export const usualTuesday = { low: 30, high: 36 }

export const tuesdays = [
  ['1.9.', 31],
  ['8.9.', 34],
  ['15.9.', 32],
  ['22.9.', 30],
  ['29.9.', 33],
  ['6.10.', 35],
  ['13.10.', 32],
  ['20.10.', 31],
  ['27.10.', 33],
  ['3.11.', 27],
  ['10.11.', 25],
  ['17.11.', 25],
].map(([label, value], index) => ({
  label: String(label),
  value: Number(value),
  isInFocus: index > 8,
}))

export const stayed = [
  66.1, 65.3, 62.3, 66.5, 66.9, 66, 67.2, 67.7, 66.5, 65.2, 67.8, 68.5, 69.2,
].map((value, index) => ({
  label: `${index}`,
  value: value / 100,
  usual: { low: 0.645, high: 0.692 },
}))

export const leaving = [30, 24, 36, 26, 32, 40, 34, 30, 36, 30, 40, 36, 47].map((value, index) => ({
  label: `${index}`,
  value,
  usual: { low: 26, high: 41 },
}))

export const worth = [304, 301, 306, 303, 308, 311, 309, 312, 315, 313, 316, 317, 318].map(
  (value, index) => ({ label: `${index}`, value, usual: { low: value - 22, high: value + 23 } }),
)

export const effect = [
  ['Juli', -1900, 200, 2700],
  ['Aug.', -1400, 400, 2400],
  ['Sept.', -900, 600, 2300],
  ['Okt.', -500, 900, 2500],
  ['Nov.', -180, 1140, 2460],
].map(([label, low, estimate, high]) => ({
  label: String(label),
  low: Number(low),
  estimate: Number(estimate),
  high: Number(high),
}))

const shopLines: [
  string,
  number,
  number,
  number,
  number,
  number | null,
  number,
  number,
  number,
  string,
][] = [
  ['Altstadt', 153, 236, 0.586, 0.708, 19, 112, 710, 0.44, 'vor 2 Min.'],
  ['Bahnhof', 120, 181, 0.592, 0.732, 9, 71, 580, 0.24, 'vor 1 Min.'],
  ['Markt', 104, 148, 0.629, 0.777, 8, 68, 790, 0.41, 'vor 6 Min.'],
  ['Neustadt', 78, 112, 0.61, 0.782, 6, 55, 760, 0.39, 'vor 4 Min.'],
  ['Süd', 87, 121, 0.639, 0.799, null, 58, 740, 0.43, 'gestern, 16.12'],
  ['Ufer', 75, 98, 0.681, 0.849, 5, 48, 920, 0.47, 'vor 9 Min.'],
]

export const shops = shopLines.map(
  ([name, kept, of, low, high, away, regulars, averageMinor, coverage, seen]) => ({
    name,
    kept,
    of,
    low,
    high,
    away,
    regulars,
    averageMinor,
    coverage,
    seen,
  }),
)
export type Shop = (typeof shops)[number]

const cohortLines: [string, number, number[]][] = [
  ['Nov. 2025', 131, [57, 55, 45, 46, 46, 39, 37, 43, 39, 43, 37]],
  ['Dez. 2025', 104, [49, 54, 51, 49, 46, 44, 39, 39, 37, 43]],
  ['Jan. 2026', 88, [60, 47, 44, 43, 39, 42, 38, 40, 42]],
  ['Feb. 2026', 96, [60, 53, 49, 48, 41, 43, 38, 36]],
  ['März 2026', 112, [56, 54, 46, 45, 45, 42, 43]],
  ['April 2026', 118, [62, 53, 48, 49, 45, 41]],
  ['Mai 2026', 109, [59, 47, 47, 43, 44]],
  ['Juni 2026', 121, [62, 48, 46, 45]],
  ['Juli 2026', 126, [65, 55, 51]],
  ['Aug. 2026', 117, [68, 61]],
  ['Sept. 2026', 124, [62]],
  ['Okt. 2026', 118, []],
]

export const cohorts = cohortLines.map(([name, size, later], index) => ({
  key: name,
  name,
  size,
  isInFocus: index >= 8 && index <= 10,
  values: [
    1,
    ...later.map((value) => value / 100),
    ...(later.length < 11 ? (['open'] as const) : []),
  ],
}))

export const cohortMean = {
  size: 1364,
  values: [1, 0.6, 0.53, 0.48, 0.46, 0.44, 0.42, 0.39, 0.4, 0.39, 0.43, 0.37],
}

const monthNames = [
  'Jan.',
  'Feb.',
  'März',
  'Apr.',
  'Mai',
  'Juni',
  'Juli',
  'Aug.',
  'Sept.',
  'Okt.',
  'Nov.',
  'Dez.',
]

export const longCohorts = Array.from({ length: 36 }, (_, line) => ({
  key: `${line}`,
  name: `${monthNames[line % 12]} ${2023 + Math.floor(line / 12)}`,
  size: 80 + ((line * 37) % 60),
  values: Array.from({ length: 36 - line }, (_, period) =>
    period === 0 ? 1 : 0.35 + 0.3 / period + ((line * 13 + period * 7) % 9) / 100,
  ),
}))

const dayMillis = 86_400_000
const lastVisit = Date.UTC(2026, 9, 30)
export const visits = Array.from({ length: 46 }, (_, index) => {
  const week = Math.floor(index / 2)
  return new Date(lastVisit - (week * 7 + (index % 2) * 3) * dayMillis).toISOString().slice(0, 10)
}).filter((_, index) => ![12, 13, 29].includes(index))

export const lorenz = Array.from({ length: 41 }, (_, index) => ({
  customersShare: index / 40,
  revenueShare: 1 - (1 - index / 40) ** 3.1,
}))

export const secondPurchase = [4, 18, 41, 63, 52, 38, 30, 22, 17, 12, 9, 7, 5, 4, 3].map(
  (value, index) => ({ label: `${index * 5}`, value, isInFocus: index === 3 }),
)

export const receiptsByHour = Array.from({ length: 7 }, (_, day) =>
  Array.from({ length: 24 }, (_, hour) =>
    hour < 7 || hour > 18 || (day === 6 && hour > 13)
      ? 0
      : Math.round(
          60 * Math.exp(-((hour - 8.5) ** 2) / 6) +
            24 * Math.exp(-((hour - 15) ** 2) / 5) +
            day * 2 +
            3,
        ),
  ),
)

export const recencies = [
  { key: '5', name: 'bis 7 Tage' },
  { key: '4', name: '8 bis 20' },
  { key: '3', name: '21 bis 45' },
  { key: '2', name: '46 bis 110' },
  { key: '1', name: 'über 110' },
]
export const frequencies = [
  { key: '1', name: 'einmal' },
  { key: '2', name: '2 bis 3' },
  { key: '3', name: '4 bis 9' },
  { key: '4', name: '10 bis 24' },
  { key: '5', name: 'ab 25' },
]
export const rfmCells = recencies.flatMap((recency, row) =>
  frequencies.map((frequency, column) => ({
    recency: recency.key,
    frequency: frequency.key,
    customers: Math.round(260 * Math.exp(-(((4 - row - column) / 2.2) ** 2)) + 6),
  })),
)
