export const signIn = {
  title: 'Anmelden',
  setUp: { title: 'Ihr Zugang' },
  firstStart: { title: 'Willkommen' },
} as const
