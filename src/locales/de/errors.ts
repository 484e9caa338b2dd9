/** What a refusal says on the screen, by its stable code; unknown codes fall back to their kind. */
export const errors = {
  title: {
    malformed: 'Das passt noch nicht.',
    unauthenticated: 'Sie sind nicht mehr angemeldet.',
    forbidden: 'Das darf Ihr Zugang nicht.',
    not_found: 'Das gibt es nicht oder nicht mehr.',
    conflict: 'Das verträgt sich nicht mit dem, was schon da ist.',
    too_large: 'Das ist zu groß.',
    too_many: 'Das waren viele Versuche. Bitte warten Sie einen Moment.',
    unavailable: 'Der Server antwortet gerade nicht.',
    offline: 'Es besteht keine Verbindung.',
    unexpected: 'Hier ist etwas schiefgegangen.',
  },
  advice: {
    malformed: 'Prüfen Sie die markierten Angaben.',
    unauthenticated: 'Melden Sie sich neu an; Ihre Eingaben bleiben stehen.',
    forbidden: 'Fragen Sie die Person, die Ihren Zugang angelegt hat.',
    not_found: 'Gehen Sie zurück und suchen Sie noch einmal.',
    conflict: 'Laden Sie die Seite neu und sehen Sie nach.',
    too_large: 'Teilen Sie es in kleinere Stücke.',
    too_many: 'In einer Minute geht es weiter.',
    unavailable: 'Versuchen Sie es in einer Minute noch einmal.',
    offline: 'Prüfen Sie die Verbindung und versuchen Sie es noch einmal.',
    unexpected: 'Versuchen Sie es noch einmal. Bleibt es so, hilft die Kennung beim Suchen.',
  },
} as const
