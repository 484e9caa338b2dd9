export const analytics = {
  title: 'Auswertungen',
  retention: { title: 'Wie viele bleiben?' },
  cohorts: { title: 'Nach Startmonat' },
  value: { title: 'Was sind sie wert?' },
  rfm: { title: 'Wer kommt wie oft?' },
} as const
