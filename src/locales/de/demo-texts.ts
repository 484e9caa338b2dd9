/** What has to stand at the foot of the guests' page, of a café nobody runs; each says that it is an example. */
export const demoTexts = {
  imprint: `Beispieltext der Demo. Dieses Café gibt es nicht.

Café Morgenrot, Ina Morgenrot
Lindenstraße 12, 12345 Musterstadt
Telefon 01234 56789, hallo@morgenrot.example`,
  privacy: `Beispieltext der Demo, keine Rechtsberatung.

Zur Nummer der Karte speichern wir, wann jemand da war und was eingelöst wurde. Name und Adresse nur, wenn sie jemand selbst angibt.

Sehen, ändern, mitnehmen und löschen geht auf dieser Seite unter „Ich“.`,
  accessibility: `Beispieltext der Demo.

Diese Seite ist mit Tastatur, Vorlesegerät und großer Schrift bedienbar. Etwas geht nicht? Bitte an hallo@morgenrot.example schreiben.`,
  terms: `Beispieltext der Demo, keine Rechtsberatung.

Für jeden Besuch gibt es einen Stempel. Was innerhalb einer Stunde zusammenkommt, zählt als ein Besuch. Jeder Stempel gilt 36 Monate.

Für 3 Stempel gibt es Hafermilch oder einen Shot dazu, für 10 ein Heißgetränk. Aufhören geht jederzeit.`,
} as const
