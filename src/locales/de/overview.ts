export const overview = {
  title: 'Übersicht',
} as const
