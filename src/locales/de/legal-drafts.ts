/** Drafts of what stands at the foot of the guests' page. `___...___`: to be filled in, or struck out. */
export const legalDrafts = {
  imprint: `Angaben nach § 5 DDG

{{business}}
___Vor- und Nachname, oder Firma mit Rechtsform___
___Straße und Hausnummer___
___Postleitzahl und Ort___

Telefon: ___Telefonnummer___
E-Mail: ___E-Mail-Adresse___

Vertreten durch: ___Name; ohne Gesellschaft die Zeile streichen___
Handelsregister: ___Gericht und Nummer; ohne Eintrag die Zeile streichen___
Umsatzsteuer-Identifikationsnummer: ___Nummer; ohne Nummer die Zeile streichen___`,
  privacy: `Wer ist verantwortlich?
{{business}}, ___Name und Anschrift___, ___E-Mail-Adresse___

Was wird gespeichert?
Zur Nummer der Karte: was wann in welcher Filiale gekauft wurde, dazu Stempel, Punkte und eingelöste Prämien. Name, E-Mail-Adresse, Telefonnummer und Geburtstag nur, wenn sie jemand selbst angibt. Wer sich auf dem Telefon anmeldet, bekommt ein Cookie, das den Zugang offen hält.

Wozu, und auf welcher Grundlage?
Um die Karte zu führen und Prämien auszugeben: Vertrag, Art. 6 Abs. 1 Buchst. b DSGVO. Um zu sehen, was das Programm bewirkt: berechtigtes Interesse, Art. 6 Abs. 1 Buchst. f DSGVO. Werbung nach einer Einwilligung, die jederzeit widerrufen werden kann: Art. 6 Abs. 1 Buchst. a DSGVO.

Wer bekommt die Daten?
Das Programm läuft bei ___uns im Haus, oder: Name und Ort des Anbieters___. E-Mails verschickt ___Name des E-Mail-Anbieters___. Wer die Karte in eine Wallet legt, gibt sie an deren Anbieter weiter.

Wie lange?
___Frist, zum Beispiel: drei Jahre nach dem letzten Besuch___. Belege bleiben so lange, wie das Gesetz es verlangt.

Welche Rechte gibt es?
Auskunft, Berichtigung, Löschung, Einschränkung, Mitnahme der Daten und Widerspruch. Vieles davon geht auf dieser Seite unter „Ich“. Beschwerden nimmt die Aufsicht entgegen: ___Datenschutzbehörde des Bundeslandes___.`,
  accessibility: `Diese Seite soll für alle da sein. Sie ist mit Tastatur, Vorlesegerät und großer Schrift bedienbar. Maßstab sind die Richtlinien WCAG 2.2, Stufe AA.

Was noch fehlt
___Bekannte Hindernisse, oder: Uns sind keine bekannt___

Etwas geht nicht?
___E-Mail-Adresse oder Telefonnummer___`,
} as const
