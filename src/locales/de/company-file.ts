/** Creating and updating companies from a file. */
export const companyFile = {
  title: 'Firmen aus einer Datei',
  link: 'Aus einer Datei einlesen',
  sentence: 'Firmen anlegen und ergänzen',
  drop: 'Eine CSV-Datei mit einer Zeile je Firma hierher ziehen',
  hint: 'Die erste Zeile nennt die Spalten, etwa Name, Nummer, Ort, USt-IdNr. Leere Felder ändern nichts. Auch die geladene Tabelle der Firmen passt.',
  field: {
    id: 'Nummer in Stammgast',
    number: 'Firmennummer',
    name: 'Name',
    external_id: 'Kundennummer',
    email: 'E-Mail',
    phone: 'Telefon',
    street: 'Straße',
    postal_code: 'Postleitzahl',
    city: 'Ort',
    country: 'Land',
    vat_id: 'USt-IdNr.',
    size_class: 'Größe',
    industry: 'Branche',
    parent_number: 'gehört zu',
    owner_email: 'betreut von',
  },
  reason: {
    company_not_found: 'Diese Firma gibt es hier nicht.',
    row_without_identity: 'Es fehlt etwas, woran man die Firma erkennt: eine Nummer.',
    row_names_two_companies: 'Die Angaben gehören zu zwei verschiedenen Firmen.',
    row_repeats_company: 'Eine frühere Zeile meint schon dieselbe Firma.',
    identity_taken: 'Diese Angabe gehört schon einer anderen Firma oder Person.',
    company_name_missing: 'Ein Name fehlt.',
    owner_not_found: 'Wer sie betreuen soll, ist nicht zu finden.',
    parent_not_found: 'Die Firma, zu der sie gehört, ist nicht zu finden.',
    malformed: 'Das lässt sich so nicht lesen.',
  },
  refusal: {
    company_columns_missing:
      'Keine Spalte sagt, welche Firma gemeint ist. Nötig ist eine Firmennummer oder eine Kundennummer.',
    parent_is_below:
      'Eine Firma gehört dieser Datei nach am Ende zu sich selbst. Alles andere ist übernommen.',
    company_rows_too_many:
      'Die Datei hat mehr als 5.000 Zeilen. Teilen Sie sie, oder nehmen Sie die Befehlszeile.',
    other: 'Diese Datei ließ sich nicht lesen. Speichern Sie sie als CSV.',
  },
} as const
