/** Creating and updating customers from a file. */
export const customerFile = {
  title: '[Gäste|Kunden] aus einer Datei',
  link: '[Gäste|Kunden] aus einer Datei einlesen',
  sentence: '[Gäste|Kunden] anlegen und ergänzen',
  drop: 'Eine CSV-Datei mit einer Zeile je [Gast|Kunden] hierher ziehen',
  hint: 'Die erste Zeile nennt die Spalten, etwa Name, E-Mail, Telefon, Geburtstag. Leere Felder ändern nichts. Einwilligungen gehören nicht hinein: jede braucht ihren Nachweis.',
  field: {
    id: 'Nummer in Stammgast',
    external_id: 'Kundennummer',
    card_number: 'Kartennummer',
    email: 'E-Mail',
    phone: 'Telefon',
    name: 'Name',
    language: 'Sprache',
    birthday: 'Geburtstag',
  },
  reason: {
    customer_not_found: 'Diese Nummer gibt es hier nicht.',
    identity_erased: 'Diese Person wollte vergessen werden.',
    card_blocked: 'Diese Karte ist gesperrt.',
    row_names_two_customers: 'Die Angaben gehören zu zwei verschiedenen Personen.',
    row_repeats_customer: 'Eine frühere Zeile meint schon dieselbe Person.',
    row_without_identity: 'Es fehlt etwas, woran man die Person erkennt.',
    malformed: 'Das lässt sich so nicht lesen.',
  },
  refusal: {
    customer_columns_missing:
      'Keine Spalte sagt, wer gemeint ist. Nötig ist E-Mail, Telefon, Kundennummer oder Kartennummer.',
    customer_rows_too_many:
      'Die Datei hat mehr als 20.000 Zeilen. Teilen Sie sie, oder nehmen Sie die Befehlszeile.',
    other: 'Diese Datei ließ sich nicht lesen. Speichern Sie sie als CSV.',
  },
} as const
