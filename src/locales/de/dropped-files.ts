/** Files that come by the watched folder or from a server. */
export const droppedFiles = {
  heading: 'Von selbst gekommen',
  note: 'aus dem Ordner oder vom Server',
  empty: 'Noch ist keine Datei gekommen.',
  file: 'Datei',
  outcome: 'was daraus wurde',
  when: 'wann',
  outcomes: { importing: 'wird eingelesen', done: 'eingelesen' },
  reasons: {
    drop_layout_unknown:
      'Solche Spalten sind neu. Lesen Sie eine Datei davon selbst ein; die nächsten kommen dann von allein.',
    till_unregistered: 'Darin stehen Kassen, die noch nicht angemeldet sind.',
    till_export_unreadable: 'Das Archiv lässt sich nicht lesen.',
    import_canceled: 'Das Einlesen wurde angehalten.',
    other: 'Das ging nicht: {{text}}',
  },
} as const
