import type { PlaceCode } from './places.ts'

/** A guest with a part in the story the first pages tell. */
export type Notable = {
  name: string
  language: 'de' | 'en'
  email: string | null
  hasCard: boolean
  /** `--MM-DD` is made of it: days after the history's end, or null where nobody knows. */
  birthdayInDays: number | null
  birthYear: number | null
  home: PlaceCode
  drink: string
  snack: string
  appetite: number
  fond: boolean
  ownCup: boolean
  sinceDaysAgo: number
  /** Did not come for at least so many days before the day after the history. */
  absentDays: number
  slots: readonly { weekday: number; minute: number }[]
  tags: readonly string[]
}

const usual = {
  language: 'de',
  hasCard: true,
  birthdayInDays: null,
  birthYear: null,
  snack: 'GB01',
  appetite: 0.3,
  fond: false,
  ownCup: false,
  absentDays: 0,
  tags: [],
} as const

/** The guests of the lowest indexes, in every world that is large enough to hold them. */
export const notables: readonly Notable[] = [
  {
    ...usual,
    name: 'Thomas Brandt',
    email: 'thomas.brandt@post.example',
    birthdayInDays: 96,
    birthYear: 1969,
    home: 'altstadt',
    drink: 'HG01',
    fond: true,
    sinceDaysAgo: 990,
    absentDays: 22,
    slots: [
      { weekday: 2, minute: 438 },
      { weekday: 5, minute: 438 },
    ],
  },
  {
    ...usual,
    name: 'Magdalena Kowalski',
    email: 'magdalena.kowalski@post.example',
    home: 'markt',
    drink: 'HG03',
    snack: 'MT06',
    sinceDaysAgo: 610,
    slots: [{ weekday: 3, minute: 745 }],
    tags: ['Mittagstisch'],
  },
  {
    ...usual,
    name: 'Elif Yıldız',
    email: 'elif.yildiz@post.example',
    birthdayInDays: 1,
    birthYear: 1991,
    home: 'altstadt',
    drink: 'HG01',
    sinceDaysAgo: 720,
    slots: [
      { weekday: 1, minute: 494 },
      { weekday: 4, minute: 494 },
      { weekday: 6, minute: 560 },
    ],
  },
  {
    ...usual,
    name: 'Martina Seidel',
    email: 'martina.seidel@post.example',
    home: 'altstadt',
    drink: 'HG02',
    snack: 'KU02',
    ownCup: true,
    sinceDaysAgo: 840,
    slots: [{ weekday: 5, minute: 905 }],
    tags: ['Eigener Becher'],
  },
  {
    ...usual,
    name: 'Anna Lorenz',
    email: 'anna.lorenz@post.example',
    birthdayInDays: 41,
    birthYear: 1984,
    home: 'neustadt',
    drink: 'HG08',
    snack: 'KU05',
    appetite: 0.5,
    sinceDaysAgo: 480,
    slots: [{ weekday: 4, minute: 930 }],
  },
  {
    ...usual,
    name: 'Anna Lorenz',
    email: null,
    birthdayInDays: 41,
    birthYear: 1984,
    home: 'neustadt',
    drink: 'HG08',
    snack: 'KU05',
    appetite: 0.5,
    sinceDaysAgo: 160,
    slots: [{ weekday: 1, minute: 930 }],
  },
]
