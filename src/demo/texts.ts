/** What guests write. Kept plain: it stands on screens that strangers see first. */
type InTwo = { de: readonly string[]; en: readonly string[] }

export const reviewTexts: Record<1 | 2 | 3 | 4 | 5, InTwo> = {
  1: {
    de: ['Lange gewartet und dann das Falsche bekommen.'],
    en: ['Waited a long time and then got the wrong order.'],
  },
  2: {
    de: ['Der Kaffee war nur lauwarm.', 'Zu laut und kein freier Tisch.'],
    en: ['The coffee was only lukewarm.'],
  },
  3: {
    de: ['Kuchen gut, Bedienung etwas langsam.', 'In Ordnung, aber früher war mehr Auswahl.'],
    en: ['Good cake, service a little slow.'],
  },
  4: {
    de: [
      'Kaffee wie immer gut, nur die Schlange lang.',
      'Gemütlich, und der Apfelkuchen ist hausgemacht.',
    ],
    en: ['Cosy, and the apple cake is home-made.', 'Good coffee as always, just a long queue.'],
  },
  5: {
    de: [
      'Mein zweites Wohnzimmer.',
      'Die Hausröstung riecht durch die ganze Straße, herrlich.',
      'So freundlich, man kennt mich hier beim Namen.',
      'Der beste Hafer-Cappuccino der Stadt.',
    ],
    en: ['They know my name here.', 'Best oat cappuccino in town.'],
  },
}

export const questions: InTwo = {
  de: [
    'Haben Sie am Feiertag geöffnet?',
    'Gibt es die Hausröstung auch entkoffeiniert?',
    'Ich habe am Vormittag meinen Schal liegen lassen, grau, Wolle.',
    'Kann man bei Ihnen einen Tisch für acht reservieren?',
    'Ist im Mohnkuchen Nuss enthalten?',
    'Meine Bestellung ist noch nicht angekommen. Wann darf ich damit rechnen?',
  ],
  en: [
    'Are you open on the public holiday?',
    'Could I book a table for eight?',
    'Does the poppy seed cake contain nuts?',
  ],
}

export const answers: InTwo = {
  de: [
    'Danke für Ihre Nachricht. Ja, sehr gern, wir haben es notiert.',
    'Danke. Wir haben nachgesehen und rufen Sie morgen an.',
  ],
  en: ['Thank you for writing. Yes, gladly, we have noted it.'],
}

export const notes = [
  'Sitzt gern am Fenster.',
  'Nimmt Hafermilch, auch wenn sie es nicht sagt.',
  'Liest die Zeitung und möchte erst danach bestellen.',
  'Kommt oft mit Hund, Wassernapf bereitstellen.',
  'Verträgt keine Nüsse.',
]

export const downloads = [
  'Brühanleitung Handfilter',
  'Mahlgrade im Überblick',
  'Teilnahmebedingungen Stempelkarte',
]
